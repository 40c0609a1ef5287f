namespace TmuxBuilder.Checks.Tests.Support;

/// <summary>Files of the repository that are written from code.</summary>
internal static class Documents
{
    /// <summary>Set to 1, has the tests write what they would otherwise compare.</summary>
    private const string Switch = "UPDATE_GENERATED";

    /// <param name="write">Makes the new content from the present one; empty when there is none.</param>
    public static async Task CompareAsync(string name, Func<string, string> write)
    {
        var token = TestContext.Current.CancellationToken;
        var path = Path.Combine(Root(), "docs", name);
        var present = File.Exists(path) ? await File.ReadAllTextAsync(path, token) : "";
        var wanted = write(present);
        if (Environment.GetEnvironmentVariable(Switch) == "1")
        {
            await File.WriteAllTextAsync(path, wanted, token);
            return;
        }

        Assert.True(
            present == wanted,
            $"docs/{name} is not what the code says. Run this suite with {Switch}=1 and look at the change.");
    }

    /// <summary>The checkout.</summary>
    public static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "TmuxBuilder.sln")))
        {
            folder = folder.Parent;
        }

        return folder?.FullName ?? throw new InvalidOperationException("The tests run outside a checkout.");
    }
}
