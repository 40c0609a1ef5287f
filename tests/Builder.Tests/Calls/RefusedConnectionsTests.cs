using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Builder.Activity;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Activity;

namespace TmuxBuilder.Builder.Tests.Calls;

public sealed class RefusedConnectionsTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_an_agent_was_refused_is_written_down_with_its_turn_and_no_client_sees_it()
    {
        await using var machine = Machine.New();
        var (session, turn, _) = await machine.AcceptedAsync();

        machine.Get<INetworkObserver>().Refused(session.Id, "inside.example:443", "It leads inside.");
        machine.Get<INetworkObserver>().Refused(session.Id, "", "The request line is not one.");

        await machine.Get<RunnerDirectory>().Find(session.Id)!.Pump.FlushAsync(Token);
        var told = (await machine.EntriesAsync(session)).TakeLast(2).Select(entry => entry.Entry).ToArray();
        Assert.Equal(
            [
                "The agent was refused a connection to inside.example:443: It leads inside.",
                "The agent was refused a connection: The request line is not one.",
            ],
            told.Select(entry => entry.Message));
        Assert.All(told, entry => Assert.Equal((turn.Id, false), (entry.Turn!.Value, entry.Visible)));
    }

    [Fact]
    public async Task No_talk_hides_what_an_agent_was_refused_nor_what_the_platform_says()
    {
        await using var machine = Machine.New();
        var (session, _, pane) = await machine.AcceptedAsync();
        var pump = machine.Get<RunnerDirectory>().Find(session.Id)!.Pump;
        await Task.WhenAll(
            Enumerable.Range(0, RateCap.Burst * 2).Select(line => machine.NotifyAsync(pane, "status", $"{line}")));

        machine.Get<INetworkObserver>().Refused(session.Id, "inside.example:443", "It leads inside.");
        pump.Post(new ActivityEvent(ActivityTypes.Warning, "The disk is full."));

        await pump.FlushAsync(Token);
        Assert.Equal(
            ["The agent was refused a connection to inside.example:443: It leads inside.", "The disk is full."],
            (await machine.EntriesAsync(session)).TakeLast(2).Select(entry => entry.Entry.Message));
    }

    [Fact]
    public async Task Refusals_of_one_target_are_told_once_and_then_with_their_number()
    {
        await using var machine = Machine.New();
        var (session, _, _) = await machine.AcceptedAsync();
        var before = (await machine.EntriesAsync(session)).Count;
        var time = new FakeTimeProvider();
        using var refused = new RefusedConnections(machine.Get<RunnerDirectory>(), time);

        for (var n = 0; n < 1000; n++)
        {
            refused.Refused(session.Id, "inside.example:443", "It leads inside.");
            refused.Refused(session.Id, $"{n}.example:443", "It is not allowed.");
        }

        time.Advance(RefusedConnections.Window);
        refused.Refused(session.Id, "inside.example:443", "It leads inside.");
        await machine.Get<RunnerDirectory>().Find(session.Id)!.Pump.FlushAsync(Token);

        var told = (await machine.EntriesAsync(session)).Skip(before).Select(entry => entry.Entry.Message).ToArray();
        Assert.Equal(RefusedConnections.MaxTargets + 3, told.Length);
        Assert.Equal(
            [
                "The agent was refused a connection to inside.example:443 999 times more in a minute: It leads inside.",
                "The agent was refused 951 connections more in a minute, to other targets.",
                "The agent was refused a connection to inside.example:443: It leads inside.",
            ],
            told[^3..]);
    }

    [Fact]
    public async Task A_session_that_is_not_at_work_here_is_told_nothing()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync();

        machine.Get<INetworkObserver>().Refused(session.Id, "inside.example:443", "It leads inside.");

        Assert.Empty(await machine.EntriesAsync(session));
    }
}
