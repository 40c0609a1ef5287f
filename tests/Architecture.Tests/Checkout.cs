namespace TmuxBuilder.Architecture.Tests;

/// <summary>The checkout these tests were built from, as text.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>Files below a folder that are ours: no build output, no packages.</summary>
    public static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(Path.Combine(Root, folder), pattern, SearchOption.AllDirectories)
            .Where(file =>
                !Path.GetRelativePath(Root, file).Split('/')
                    .Any(part => part is "bin" or "obj" or "node_modules" or "StrykerOutput"));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("These tests do not lie in a checkout.")
        : File.Exists(Path.Combine(folder.FullName, "TmuxBuilder.sln")) ? folder.FullName
        : Find(folder.Parent);
}
