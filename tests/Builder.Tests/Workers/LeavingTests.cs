using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Workers;

/// <summary>A worker of a fleet that is told to stop: its sessions go on at another.</summary>
public sealed class LeavingTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_session_at_rest_is_stored_and_given_away_at_once()
    {
        await using var machine = Leaving(TimeSpan.FromMinutes(2));
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop("Here it is.");
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);

        await StopAsync(machine);

        await AssertGivenAwayAsync(machine, session);
        Assert.Equal("stop", await pane.KeyAsync(Token));
        var stored = await machine.Sessions.FindAsync(session.Id, Token);
        Assert.Equal(SessionState.Hibernated, stored!.State);
        Assert.NotNull(stored.Checkpoint);
        Assert.Empty(await machine.Get<ILeaseStore>().ListWorkersAsync(Token));
        Assert.False(await machine.Get<IDoorbell>().RingAtAsync(session.Id, machine.Options.Worker, Token));
    }

    [Fact]
    public async Task A_turn_that_ends_in_time_is_ended_and_what_waits_behind_it_goes_to_another_worker()
    {
        await using var machine = Leaving(TimeSpan.FromMinutes(2));
        var (session, turn, pane) = await machine.AcceptedAsync();
        var next = await machine.SendAsync(session, "And in blue.");

        var stopped = StopAsync(machine);
        await LeavesAsync(machine);
        pane.Stop("Here it is.");
        await stopped;

        await AssertGivenAwayAsync(machine, session);
        Assert.Equal(TurnState.Done, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.State);
        Assert.Equal(TurnState.Queued, (await machine.Turns.FindAsync(session.Id, next.Id, Token))!.State);
        await AnotherAsync(machine);
        var (second, line) = await machine.TypedAsync();
        Assert.True(second.Start.Resume);
        second.Accept(line);
        second.Stop("In blue.");
        await machine.TurnAsync(next, TurnState.Done);
    }

    [Fact]
    public async Task A_long_turn_is_interrupted_stored_and_ended_by_another_worker()
    {
        await using var machine = Leaving(TimeSpan.Zero);
        var (session, turn, pane) = await machine.AcceptedAsync();

        await StopAsync(machine);

        await AssertGivenAwayAsync(machine, session);
        Assert.Equal("interrupt", await pane.KeyAsync(Token));
        Assert.Equal("stop", await pane.KeyAsync(Token));
        Assert.Equal(TurnState.Accepted, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.State);
        Assert.NotNull((await machine.Sessions.FindAsync(session.Id, Token))!.Checkpoint);
        await AnotherAsync(machine);
        var (second, line) = await machine.TypedAsync();
        Assert.True(second.Start.Resume);
        second.Accept(line);
        second.Stop("Here it is.");
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task A_turn_can_be_cancelled_while_its_worker_waits_for_it()
    {
        await using var machine = Leaving(TimeSpan.FromMinutes(2));
        var (session, turn, _) = await machine.AcceptedAsync();
        var stopped = StopAsync(machine);
        await LeavesAsync(machine);

        Assert.True(await machine.Get<IDoorbell>().RingAtAsync(session.Id, machine.Options.Worker, Token));
        await machine.Get<TurnCanceller>().CancelAsync(session.Id, turn.Id, null, Token);
        await stopped;

        Assert.Equal(TurnState.Cancelled, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.State);
        await AssertGivenAwayAsync(machine, session);
    }

    [Fact]
    public async Task A_doorbell_heard_while_leaving_is_left_to_the_others()
    {
        await using var machine = Leaving(TimeSpan.FromMinutes(2));
        var (_, _, pane) = await machine.AcceptedAsync();
        var stopped = StopAsync(machine);
        await LeavesAsync(machine);
        var late = await machine.SessionAsync();

        await machine.Get<IDoorbell>().RingAtAsync(late.Id, machine.Options.Worker, Token);

        await using var all = machine.Get<IDoorbell>().ListenAsync(Token).GetAsyncEnumerator(Token);
        Assert.True(await all.MoveNextAsync().AsTask().WaitAsync(Patience, Token));
        Assert.Equal(late.Id, all.Current);
        pane.Stop();
        await stopped;
    }

    [Fact]
    public async Task A_worker_that_is_forgotten_while_it_leaves_is_not_taken_for_one_that_stays()
    {
        await using var machine = Leaving(TimeSpan.FromMinutes(2));
        var (_, _, pane) = await machine.AcceptedAsync();
        var stopped = StopAsync(machine);
        await LeavesAsync(machine);

        await machine.Get<ILeaseStore>().RemoveWorkerAsync(machine.Options.Worker, Token);

        var again = await machine.Pulse.UntilAsync(
            async () => (await machine.Get<ILeaseStore>().ListWorkersAsync(Token)).SingleOrDefault(), Token);
        Assert.True(again.Draining);
        pane.Stop();
        await stopped;
    }

    private static Machine Leaving(TimeSpan after) => Machine.New(
        options => options with { HandOverAfter = after, Drain = TimeSpan.FromMinutes(5) });

    private static Task StopAsync(Machine machine) => machine.Get<Worker>().StopAsync(Token).WaitAsync(Patience, Token);

    /// <summary>Waits until the others can see that it leaves.</summary>
    private static Task<WorkerRecord> LeavesAsync(Machine machine) => machine.Pulse.UntilAsync(
        async () => (await machine.Get<ILeaseStore>().ListWorkersAsync(Token)).SingleOrDefault(one => one.Draining),
        Token);

    private static async Task AssertGivenAwayAsync(Machine machine, Session session) =>
        Assert.Null((await machine.Get<ILeaseStore>().FindAsync(session.Id, Token))!.Worker);

    private static async Task AnotherAsync(Machine machine)
    {
        await machine.KillAsync();
        machine.Options = machine.Options with { Worker = WorkerId.Parse("worker-2") };
        machine.Boot();
        await machine.StartWorkerAsync();
    }
}
