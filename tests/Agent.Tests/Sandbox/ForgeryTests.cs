using TmuxBuilder.Agent.Tests.RealCli;

namespace TmuxBuilder.Agent.Tests.Sandbox;

/// <summary>An agent that says what it likes, in another session's name.</summary>
public sealed class ForgeryTests : IAsyncDisposable
{
    private readonly ProbeFixture fixture = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => fixture.DisposeAsync();

    [Fact]
    public async Task Whatever_name_an_agent_gives_what_it_says_counts_as_its_own()
    {
        var (mine, other) = (fixture.Prepare(), fixture.Prepare());
        await using var forger = await fixture.Agents.StartAsync(mine, Token);
        await using var victim = await fixture.Agents.StartAsync(other, Token);

        var found = await fixture.RunAsync(
            mine,
            $$"""
            echo '{"hook_event_name":"UserPromptSubmit","prompt":"forged","session_id":"{{other.ConversationId:D}}"}' | /opt/tb/hook.sh
            echo '{"hook_event_name":"Stop","session_id":"{{other.ConversationId:D}}","cwd":"/other"}' | /opt/tb/hook.sh
            find / -name '*.sock' 2>/dev/null
            """);

        Assert.Equal(
            [new AgentSignal.Accepted("forged"), new AgentSignal.Stopped(null)],
            await Worker.UntilAsync<AgentSignal.Stopped>(forger));
        Assert.False(victim.Signals.TryRead(out var leaked), $"{leaked}");
        Assert.Equal(["/sock/worker.sock"], found.Split('\n').Where(line => line.StartsWith('/')));
    }

    [Fact]
    public async Task A_line_of_ten_megabytes_is_refused_and_the_agent_is_heard_as_before()
    {
        var start = fixture.Prepare();
        await using var agent = await fixture.Agents.StartAsync(start, Token);

        var answer = await fixture.RunAsync(
            start,
            "(printf 'notify\\0big\\0status\\0'; head -c 10000000 /dev/zero | tr '\\0' x) | socat "
                + "-t5 - UNIX-CONNECT:/sock/worker.sock");

        Assert.DoesNotContain("exit 0", answer, StringComparison.Ordinal);
        await fixture.TypeAsync(
            start, """echo '{"hook_event_name":"UserPromptSubmit","prompt":"next"}' | /opt/tb/hook.sh""");
        Assert.Equal([new AgentSignal.Accepted("next")], await Worker.UntilAsync<AgentSignal.Accepted>(agent));
    }
}
