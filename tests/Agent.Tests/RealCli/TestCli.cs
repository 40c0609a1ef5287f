namespace TmuxBuilder.Agent.Tests.RealCli;

/// <summary>The pinned CLI the tests run.</summary>
internal static class TestCli
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
            : throw new InvalidOperationException(
                "The agent CLI the tests need is not installed. Run: npm ci --prefix tests/tools   (./test does it too)");
    }
}
