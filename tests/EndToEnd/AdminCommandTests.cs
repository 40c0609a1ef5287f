using System.Diagnostics;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary><c>tb-admin</c> against a host that is one.</summary>
public sealed class AdminCommandTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_is_found_watched_renewed_and_purged_by_its_first_twelve_characters()
    {
        await using var world = new World();
        await using var host = await world.StartAsync(Token, "--agent", "demo");
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("A landing page called Harbour Coffee", Token);
        await using (var listener = await Listener.ConnectAsync(host, guid, 0, Token))
        {
            await listener.UntilTypeAsync("done", Token);
        }

        var id = guid[..12];
        Assert.Contains(guid, await SayAsync(host, "sessions"), StringComparison.Ordinal);
        Assert.Contains(guid, await SayAsync(host, "sessions", "all", id), StringComparison.Ordinal);
        Assert.Contains("Harbour Coffee", await SayAsync(host, "session", id), StringComparison.Ordinal);
        Assert.Contains("1 sessions", await SayAsync(host, "workers"), StringComparison.Ordinal);
        Assert.NotEqual("", (await SayAsync(host, "capture", id)).Trim());
        Assert.Contains("written anew", await SayAsync(host, "regenerate-prompt", id), StringComparison.Ordinal);
        Assert.Contains(
            "may reach", await SayAsync(host, "allow-hosts", id, "api.example.com"), StringComparison.Ordinal);
        Assert.Contains("api.example.com", await SayAsync(host, "session", id), StringComparison.Ordinal);
        Assert.Contains("will be replaced", await SayAsync(host, "rotate-keys", id), StringComparison.Ordinal);
        Assert.Contains("session.rotate_keys", await SayAsync(host, "audit"), StringComparison.Ordinal);
        Assert.Contains("{", await SayAsync(host, "usage"), StringComparison.Ordinal);

        var purged = await SayAsync(host, "purge", id);
        var operation = purged.Split('\n')[0]["Operation ".Length..];

        Assert.Contains("\"done\"", purged, StringComparison.Ordinal);
        Assert.Contains(id, await SayAsync(host, "receipt", operation), StringComparison.Ordinal);
        Assert.Equal("There is no session.", (await SayAsync(host, "purge-all")).Trim());
    }

    /// <summary>What the command says when it succeeds.</summary>
    private static async Task<string> SayAsync(HostProcess host, params string[] words)
    {
        var start = new ProcessStartInfo(
            Path.Combine(Repository.Root, "tb-admin"), ["--url", host.Url.AbsoluteUri, .. words])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TMUXBUILDER_ADMIN_TOKEN"] = host.AdminToken;
        using var process = Process.Start(start)!;
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(Token);
            var error = process.StandardError.ReadToEndAsync(Token);
            await process.WaitForExitAsync(Token).WaitAsync(TimeSpan.FromMinutes(2), Token);
            Assert.True(process.ExitCode == 0, $"{words[0]}: {await error}");
            return await output;
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill(entireProcessTree: true);
            }
        }
    }
}
