namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>Where the checkout is that these tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("These tests do not lie in a checkout.")
        : File.Exists(Path.Combine(folder.FullName, "TmuxBuilder.sln")) ? folder.FullName
        : Find(folder.Parent);
}
