using System.Diagnostics;

namespace TmuxBuilder.Portal.Tests;

/// <summary>What the portal tests by itself: types, logic, and the weight of what a browser loads first.</summary>
public sealed class ScriptTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    [Theory]
    [InlineData("check")]
    [InlineData("unit")]
    [InlineData("size")]
    public async Task A_script_of_the_portal_finds_nothing_wrong(string script)
    {
        var start = new ProcessStartInfo("npm", ["run", "--silent", script])
        {
            WorkingDirectory = Path.Combine(Repository.Root, "portal"),
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(Longest);
        using var npm = Process.Start(start)!;
        try
        {
            var said = await Task.WhenAll(
                npm.StandardOutput.ReadToEndAsync(limit.Token), npm.StandardError.ReadToEndAsync(limit.Token));
            await npm.WaitForExitAsync(limit.Token);

            Assert.True(npm.ExitCode == 0, string.Join('\n', said));
        }
        finally
        {
            if (!npm.HasExited)
            {
                npm.Kill(entireProcessTree: true);
            }
        }
    }
}
