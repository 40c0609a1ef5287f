namespace TmuxBuilder.Cdk.Tests.Support;

/// <summary>The checkout these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    public static string Read(string file) => File.ReadAllText(Path.Combine(Root, file));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("These tests do not lie in a checkout.")
        : File.Exists(Path.Combine(folder.FullName, "TmuxBuilder.sln")) ? folder.FullName
        : Find(folder.Parent);
}
