namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>The pinned agent CLI that <c>./test</c> installs.</summary>
internal static class AgentCli
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var path = System.IO.Path.Combine(Repository.Root, "tests", "tools", "node_modules", ".bin", "claude");
        return File.Exists(path)
            ? path
            : throw new InvalidOperationException("The agent CLI is not installed; run './test', which installs it.");
    }
}
