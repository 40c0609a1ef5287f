namespace TmuxBuilder.Testing;

/// <summary>The pinned agent CLI that <c>./test</c> installs.</summary>
public static class TestCli
{
    public static string Path { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(System.IO.Path.Combine(folder.FullName, "TmuxBuilder.sln")))
        {
            folder = folder.Parent;
        }

        var cli = System.IO.Path.Combine(folder?.FullName ?? "", "tests", "tools", "node_modules", ".bin", "claude");
        return File.Exists(cli)
            ? cli
            : throw new InvalidOperationException("The agent CLI is not installed; run './test', which installs it.");
    }
}
