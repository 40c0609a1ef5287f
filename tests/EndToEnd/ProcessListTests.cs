using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>What every user of the machine may read: how programs were called.</summary>
public sealed class ProcessListTests
{
    private const string GivenToken = "an-admin-token-from-the-environment";
    private const string ModelKey = "sk-ant-a-model-key-from-the-environment";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_command_line_holds_a_guid_a_token_or_a_key_while_an_agent_works()
    {
        await using var world = new World();
        await using var host = await world.StartAsync(
            "TmuxBuilder.Standalone.dll",
            [],
            ["--agent", "demo"],
            new Dictionary<string, string?>
            {
                ["TMUXBUILDER_ADMIN_TOKEN"] = GivenToken,
                ["ANTHROPIC_API_KEY"] = ModelKey,
            },
            Token);
        using var api = new ApiClient(host);
        var guid = await api.CreateSessionAsync("A landing page called Harbour Coffee", Token);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        await using (var listener = await Listener.ConnectAsync(host, guid, 0, Token))
        {
            foreach (var type in (string[])["ack", "created", "done"])
            {
                await listener.UntilTypeAsync(type, Token);
                seen.UnionWith(CommandLines());
            }
        }

        // The agent waits for the next message: its terminal, its sandbox and itself are among them.
        Assert.Contains(seen, line => line.Contains("TmuxBuilder.Standalone.dll", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("tmux", StringComparison.Ordinal));
        Assert.Contains(seen, line => line.Contains("TmuxBuilder.DemoAgent.dll", StringComparison.Ordinal));
        Assert.All(
            seen,
            line => Assert.DoesNotContain(
                [guid, GivenToken, ModelKey], secret => line.Contains(secret, StringComparison.OrdinalIgnoreCase)));
    }

    private static IEnumerable<string> CommandLines()
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
        {
            string line;
            try
            {
                line = File.ReadAllText(Path.Combine(process, "cmdline")).Replace('\0', ' ');
            }
            catch (IOException)
            {
                // It ended meanwhile.
                continue;
            }

            yield return line;
        }
    }
}
