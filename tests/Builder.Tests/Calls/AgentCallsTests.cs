using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Builder.Activity;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Calls;

public sealed class AgentCallsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lines_are_stored_in_order_with_their_turn_before_the_script_returns()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        string[][] said = [["ack"], ["status", "Planning"], ["progress", "40"], ["found", "a logo"]];
        foreach (var arguments in said)
        {
            Assert.Equal(0, await machine.NotifyAsync(pane, arguments));
        }

        var entries = (await machine.EntriesAsync(session)).Where(entry => entry.Entry.Type != "delivery").ToArray();
        Assert.Equal(["ack", "status", "progress", "found"], entries.Select(entry => entry.Entry.Type));
        Assert.All(entries, entry => Assert.Equal(turn.Id, entry.Entry.Turn));
        Assert.Equal("40%", entries[2].Entry.Message);
        Assert.Equal("\"40\"", entries[2].Entry.DataJson);
        await machine.TurnAsync(turn, TurnState.Working);
        Assert.Equal(40, (await machine.Log.HeadAsync(session.Id, Token))?.Progress);
    }

    [Fact]
    public async Task Wrong_arguments_are_answered_with_what_is_right_and_store_nothing()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var before = (await machine.EntriesAsync(session)).Count;
        var output = new List<string>();

        Assert.Equal(2, await machine.CallAsync(pane, "notify", ["progress", "lots"], output));
        Assert.Equal(2, await machine.CallAsync(pane, "launch", [], output));

        Assert.Contains("0 to 100", output[0], StringComparison.Ordinal);
        Assert.Equal(before, (await machine.EntriesAsync(session)).Count);
    }

    [Fact]
    public async Task A_call_of_a_session_that_is_not_at_work_here_is_not_swallowed()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        var call = new AgentCall("1", "notify", ["ack"]);

        await Assert.ThrowsAsync<IOException>(() => machine.Get<IAgentCalls>().HandleAsync(
            session.Id, call, (_, _) => Task.CompletedTask, Token));
    }

    [Fact]
    public async Task A_line_that_cannot_be_stored_is_not_swallowed()
    {
        await using var machine = Machine.New();
        var (_, _, pane) = await machine.AcceptedAsync();
        machine.Crash.Failing = (port, method) =>
            port == typeof(IActivityLog) && method == nameof(IActivityLog.AppendAsync);

        await Assert.ThrowsAsync<IOException>(() => machine.NotifyAsync(pane, "status", "lost?"));
    }

    [Fact]
    public async Task Claims_of_what_was_never_published_are_for_admins_only()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();

        Assert.Equal(0, await machine.NotifyAsync(pane, "deployed", "https://evil.example/"));
        Assert.Equal(0, await machine.NotifyAsync(pane, "resources", "{\"s3Bucket\":\"not-ours\"}"));

        var warnings = (await machine.EntriesAsync(session)).Where(entry => entry.Entry.Type == "warning").ToArray();
        Assert.Equal(2, warnings.Length);
        Assert.All(warnings, warning => Assert.False(warning.Entry.Visible));
        Assert.DoesNotContain(
            await machine.TypesAsync(session), type => type is "deployed" or "resources" or "warning");
        Assert.Null((await machine.Sessions.FindAsync(session.Id, Token))?.DeployedUrl);
    }

    [Fact]
    public async Task A_flood_is_cut_and_said_so_and_keeps_its_numbers_without_a_gap()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var sent = RateCap.Burst * 3;

        await Task.WhenAll(
            Enumerable.Range(0, sent).Select(line => machine.NotifyAsync(pane, "status", $"line {line}")));

        var stored = (await machine.TypesAsync(session)).Count(type => type == "status");
        Assert.InRange(stored, RateCap.Burst / 2, sent - 1);
    }

    [Fact]
    public async Task What_an_agent_says_before_its_hook_was_heard_counts_as_work()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);
        var (pane, line) = await machine.TypedAsync();
        await machine.TurnAsync(turn, TurnState.Typed);
        pane.TakeSilently(line);

        Assert.Equal(0, await machine.NotifyAsync(pane, "ask", "Red or blue?"));

        await machine.TurnAsync(turn, TurnState.Waiting);
    }

    [Fact]
    public async Task An_error_with_more_work_after_it_is_a_note_and_no_end()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();

        await machine.NotifyAsync(pane, "error", "npm failed");
        pane.Tool("npm install");
        pane.Stop("Mended.");

        await machine.TurnAsync(turn, TurnState.Done);
        var types = await machine.TypesAsync(session);
        Assert.Single(types, "error");
        Assert.Single(types, "done");
    }
}
