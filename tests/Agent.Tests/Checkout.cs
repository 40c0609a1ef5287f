namespace TmuxBuilder.Agent.Tests;

/// <summary>The checkout these tests were built from.</summary>
internal static class Checkout
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    /// <summary>The starter's packages, as <c>./test</c> fetches them.</summary>
    public static string PackageCache { get; } = Path.Combine(Root, "artifacts", "npm-cache");

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new InvalidOperationException("These tests do not lie in a checkout.")
        : File.Exists(Path.Combine(folder.FullName, "TmuxBuilder.sln")) ? folder.FullName
        : Find(folder.Parent);
}
