using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Workers;

public sealed class WorkerTests
{
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(20);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_a_killed_process_had_packed_is_removed_at_the_start()
    {
        await using var machine = Machine.New();
        var left = Directory.CreateDirectory(Path.Combine(machine.Options.DataFolder, "tmp", "deploy-1"));
        await File.WriteAllTextAsync(
            Path.Combine(left.Parent!.FullName, "pack"), "half", TestContext.Current.CancellationToken);
        var session = await machine.SessionAsync();

        await machine.StartWorkerAsync();
        await machine.SendAsync(session);
        await machine.TypedAsync();

        Assert.False(Directory.Exists(left.FullName));
        Assert.False(File.Exists(Path.Combine(left.Parent.FullName, "pack")));
    }

    [Fact]
    public async Task Work_whose_doorbell_was_lost_is_found_by_the_sweep()
    {
        await using var machine = Machine.New(options => options with { Sweep = Beat });
        var session = await machine.SessionAsync();
        await machine.StartWorkerAsync();
        var turn = await machine.SubmitSilentlyAsync(session);

        var (pane, line) = await machine.TypedAsync();

        pane.Accept(line);
        await machine.TurnAsync(turn, TurnState.Accepted);
    }

    [Fact]
    public async Task Without_heartbeats_the_agents_are_stopped_and_go_on_when_they_succeed_again()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(
            options => options with
            {
                StandDownAfter = TimeSpan.FromSeconds(15), LostAfter = TimeSpan.FromSeconds(18),
            },
            time);
        var (_, turn, pane) = await machine.AcceptedAsync();
        var stopped = pane.KeyAsync(Token);
        using var tried = new SemaphoreSlim(0);
        machine.Crash.Failing = (port, method) =>
        {
            var beats = port == typeof(ILeaseStore) && method == nameof(ILeaseStore.HeartbeatAsync);
            if (beats)
            {
                tried.Release();
            }

            return beats;
        };

        for (var silence = TimeSpan.Zero; silence < machine.Options.StandDownAfter;)
        {
            Assert.False(stopped.IsCompleted);
            time.Advance(machine.Options.Heartbeat);
            silence += machine.Options.Heartbeat;
            Assert.True(await tried.WaitAsync(TimeSpan.FromSeconds(60), Token));
        }

        Assert.Equal("stop", await stopped);
        machine.Crash.Failing = null;
        time.Advance(machine.Options.Heartbeat);

        var (second, line) = await machine.TypedAsync();
        second.Accept(line);
        second.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
    }

    [Fact]
    public async Task A_lost_workers_turn_is_taken_over_and_its_old_lease_writes_nothing_more()
    {
        await using var machine = Machine.New();
        var (session, turn, _) = await machine.AcceptedAsync();
        var old = await machine.Get<ILeaseStore>().AcquireAsync(session.Id, machine.Options.Worker, Token);
        await machine.KillAsync();

        machine.Options = machine.Options with
        {
            Worker = WorkerId.Parse("worker-2"),
            Heartbeat = Beat,
            StandDownAfter = 100 * Beat,
            LostAfter = 101 * Beat,
            Sweep = TimeSpan.FromHours(1),
        };
        machine.Boot();
        await machine.StartWorkerAsync();

        var (second, line) = await machine.TypedAsync();
        Assert.True(second.Start.Resume);
        second.Accept(line);
        second.Stop("Done by another.");
        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal(
            SaveOutcome.LeaseLost,
            await machine.Sessions.SaveAsync((await machine.Sessions.FindAsync(session.Id, Token))!, old, Token));
    }

    [Fact]
    public async Task A_store_that_fails_for_a_while_costs_no_turn()
    {
        await using var machine = Machine.New();
        var (session, turn, pane) = await machine.AcceptedAsync();
        var refused = 0;
        machine.Crash.Failing = (port, method) =>
            port == typeof(ITurnStore) && method == nameof(ITurnStore.ChangeAsync) && ++refused <= 2;

        pane.Stop("Done.");

        await machine.TurnAsync(turn, TurnState.Done);
        Assert.Equal("Done.", (await machine.LinesAsync(session))[^1].Content);
        Assert.Single(machine.Agents.Starts);
    }

    [Fact]
    public async Task A_message_outlives_a_store_that_fails_for_minutes()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var session = await machine.SessionAsync();
        var refused = 0;
        machine.Crash.Failing = (port, method) =>
            port == typeof(ITurnStore)
                && method == nameof(ITurnStore.ChangeAsync)
                && Interlocked.Increment(ref refused) <= 12;
        await machine.StartWorkerAsync();
        var turn = await machine.SendAsync(session);

        var begun = machine.Pulse.UntilAsync(
            async () =>
                await machine.Turns.FindAsync(session.Id, turn.Id, Token) is { State: not TurnState.Queued } found
                    ? found
                    : null,
            Token);
        while (!begun.IsCompleted)
        {
            var beat = machine.Pulse.Next;
            time.Advance(TimeSpan.FromSeconds(31));
            await Task.WhenAny(begun, beat);
        }

        Assert.Equal(TurnState.Typed, (await begun).State);
    }

    [Fact]
    public async Task An_idle_agent_hibernates_and_wakes_with_its_conversation()
    {
        var time = Machine.Clock();
        await using var machine = Machine.New(time: time);
        var (session, turn, pane) = await machine.AcceptedAsync();
        pane.Stop();
        await machine.TurnAsync(turn, TurnState.Done);
        await machine.StateAsync(session, SessionState.Ready);

        // The clock begins when the worker next looks; moving on until it rings is the only way to see it from outside.
        var hibernated = machine.StateAsync(session, SessionState.Hibernated);
        while (!hibernated.IsCompleted)
        {
            var beat = machine.Pulse.Next;
            time.Advance(TimeSpan.FromMinutes(31));
            await Task.WhenAny(hibernated, beat);
        }

        await hibernated;
        Assert.Equal("stop", await pane.KeyAsync(Token));
        await machine.SendAsync(session, "wake up");
        var (second, _) = await machine.TypedAsync();
        Assert.True(second.Start.Resume);
    }

    [Fact]
    public async Task A_pane_that_starts_while_strays_are_looked_for_is_left_alone()
    {
        await using var machine = Machine.New();
        var session = await machine.SessionAsync(SessionState.Ready);
        BeginWhileStraysAreListed(machine, session);

        await machine.StartWorkerAsync();

        await machine.StateAsync(session, SessionState.Hibernated);
        Assert.Contains(session.Id, machine.Agents.Live);
    }

    [Fact]
    public async Task A_worker_is_lost_when_its_counter_stands_still_on_our_own_clock()
    {
        await using var machine = Machine.New();
        var time = new FakeTimeProvider();
        var options = new BuilderOptions { Worker = WorkerId.Parse("me"), DataFolder = "/tmp" };
        var lost = new LostWorkers(options, machine.Get<ILeaseStore>(), new Neighbours(options.Worker), time);
        var other = new WorkerRecord(WorkerId.Parse("other"), 7, 1, false, time.GetUtcNow());

        lost.Observe([other]);
        time.Advance(TimeSpan.FromSeconds(17));
        Assert.False(lost.IsLost(other.Id));
        lost.Observe([other with { Heartbeat = 8 }]);
        time.Advance(TimeSpan.FromSeconds(17));
        Assert.False(lost.IsLost(other.Id));
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.True(lost.IsLost(other.Id));
        Assert.True(lost.IsLost(WorkerId.Parse("never-seen")));
        Assert.False(lost.IsLost(options.Worker));
    }

    [Fact]
    public async Task A_worker_that_was_not_looked_for_is_looked_for_before_it_counts_as_lost()
    {
        await using var machine = Machine.New();
        var time = new FakeTimeProvider();
        var options = new BuilderOptions { Worker = WorkerId.Parse("me"), DataFolder = "/tmp" };
        var leases = machine.Get<ILeaseStore>();
        var lost = new LostWorkers(options, leases, new Neighbours(options.Worker), time);
        var other = new WorkerRecord(WorkerId.Parse("other"), 7, 1, false, time.GetUtcNow());
        await leases.RegisterAsync(other, Token);
        await lost.LookAsync(Token);
        await leases.HeartbeatAsync(other.Id, Token);

        // As after standing still.
        time.Advance(TimeSpan.FromMinutes(1));

        Assert.True(lost.IsLost(other.Id));
        Assert.False(await lost.IsStillLostAsync(other.Id, Token));
        time.Advance(TimeSpan.FromSeconds(20));
        Assert.True(await lost.IsStillLostAsync(other.Id, Token));
    }

    /// <summary>Begins a session's agent, lease first, between the worker's two looks.</summary>
    private static void BeginWhileStraysAreListed(Machine machine, Session session)
    {
        var begun = false;
        machine.Crash.Failing = (port, method) =>
        {
            if (port == typeof(IAgents) && method == nameof(IAgents.ListLiveAsync) && !begun)
            {
                begun = true;
                var start = new AgentStart(session.Id, machine.Folders.Create(session.Id), Guid.NewGuid(), false);
                machine.Get<ILeaseStore>().AcquireAsync(session.Id, machine.Options.Worker, Token)
                    .GetAwaiter().GetResult();
                machine.Agents.For(machine.Crash).StartAsync(start, Token).GetAwaiter().GetResult();
            }

            return false;
        };
    }
}
