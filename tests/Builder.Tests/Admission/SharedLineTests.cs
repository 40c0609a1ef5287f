using TmuxBuilder.Builder.Admission;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Builder.Workers;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Tests.Admission;

/// <summary>Turns that wait for a place: at a worker that is full, and at one beside it that is not.</summary>
public sealed class SharedLineTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Beat = TimeSpan.FromMilliseconds(250);
    private static readonly WorkerId Other = WorkerId.Parse("worker-2");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_clients_many_sessions_do_not_keep_another_client_waiting()
    {
        await using var machine = Full();
        var (_, pane) = await BusyAsync(machine);
        for (var index = 0; index < 3; index++)
        {
            await WaitsAsync(machine, await machine.SessionAsync());
        }

        var other = await machine.SessionAsync(email: "bob@example.com");
        await WaitsAsync(machine, other);

        pane.Stop();

        var (next, _) = await machine.TypedAsync();
        Assert.Equal(other.Id, next.Session);
    }

    [Fact]
    public async Task A_session_of_nobody_is_left_to_a_worker_that_has_a_place()
    {
        await using var machine = Full();
        await BusyAsync(machine);
        await using var line = await NeighbourAsync(machine, free: 1);
        var (first, second) = (await machine.SessionAsync(), await machine.SessionAsync());

        await machine.SendAsync(first);

        Assert.Equal(first.Id, await NextAsync(line));
        Assert.Null((await machine.Get<ILeaseStore>().FindAsync(first.Id, Token))?.Worker);

        // Its one place is promised: the next waits here.
        await WaitsAsync(machine, second);
        Assert.Equal(
            machine.Options.Worker, (await machine.Get<ILeaseStore>().FindAsync(second.Id, Token))!.Worker);
    }

    [Fact]
    public async Task A_turn_that_waits_is_given_to_a_worker_that_has_a_place()
    {
        await using var machine = Full();
        await BusyAsync(machine);
        var session = await machine.SessionAsync();
        var turn = await WaitsAsync(machine, session);
        await using var line = await NeighbourAsync(machine, free: 1);

        await GivenAsync(machine, session);

        Assert.Equal(session.Id, await NextAsync(line));
        Assert.Equal(TurnState.Queued, (await machine.Turns.FindAsync(session.Id, turn.Id, Token))!.State);
        Assert.Empty(machine.Get<WorkSlots>().Look().Line);
    }

    [Fact]
    public async Task An_agent_at_rest_whose_turn_waits_is_stored_and_goes_with_it()
    {
        await using var machine = Full();
        var (resting, pane) = await BusyAsync(machine);
        pane.Stop();
        await machine.StateAsync(resting, SessionState.Ready);
        await machine.SendAsync(await machine.SessionAsync(email: "bob@example.com"));
        await machine.TypedAsync();
        await WaitsAsync(machine, resting);
        await using var line = await NeighbourAsync(machine, free: 1);

        await GivenAsync(machine, resting);

        Assert.Equal(resting.Id, await NextAsync(line));
        Assert.Equal("stop", await pane.KeyAsync(Token));
        Assert.NotNull((await machine.Sessions.FindAsync(resting.Id, Token))!.Checkpoint);
    }

    [Fact]
    public async Task A_session_that_cannot_be_stored_waits_where_its_workspace_is()
    {
        await using var machine = Full(new CheckpointOptions { MaxBytes = 1 });
        var (resting, pane) = await BusyAsync(machine);
        pane.Stop();
        await machine.StateAsync(resting, SessionState.Ready);
        await machine.SendAsync(await machine.SessionAsync(email: "bob@example.com"));
        var (busy, line) = await machine.TypedAsync();
        busy.Accept(line);
        await WaitsAsync(machine, resting);
        await using var neighbour = await NeighbourAsync(machine, free: 1);

        Assert.Equal("stop", await pane.KeyAsync(Token));
        await machine.StateAsync(resting, SessionState.Hibernated);

        busy.Stop();
        var (next, _) = await machine.TypedAsync();
        Assert.Equal(resting.Id, next.Session);
    }

    [Fact]
    public async Task A_machine_that_is_short_of_memory_begins_no_second_turn_until_it_is_not()
    {
        await using var machine = Machine.New(
            options => options with { Heartbeat = Beat });
        await BusyAsync(machine);
        machine.Load = new MachineLoad(AvailableBytes: 1 << 20, null, null, null);
        Assert.Equal(Admittance.ShortOfMemory, machine.Get<AdmissionWatch>().Look());
        var session = await machine.SessionAsync();
        await WaitsAsync(machine, session);
        Assert.Single(machine.Agents.Starts);

        machine.Load = new MachineLoad(AvailableBytes: 1L << 40, null, null, null);
        Assert.Equal(Admittance.Open, machine.Get<AdmissionWatch>().Look());

        var (pane, _) = await machine.TypedAsync();
        Assert.Equal(session.Id, pane.Session);
    }

    [Fact]
    public async Task A_machine_without_disk_begins_no_turn_until_it_has_some()
    {
        await using var machine = Machine.New(options => options with { Heartbeat = Beat });
        machine.Load = new MachineLoad(null, null, null, DiskBytes: 1 << 20);
        Assert.Equal(Admittance.ShortOfDisk, machine.Get<AdmissionWatch>().Look());
        await machine.StartWorkerAsync();
        var session = await machine.SessionAsync();
        await WaitsAsync(machine, session);
        Assert.Empty(machine.Agents.Starts);

        machine.Load = new MachineLoad(null, null, null, DiskBytes: 1L << 40);
        Assert.Equal(Admittance.Open, machine.Get<AdmissionWatch>().Look());

        var (pane, _) = await machine.TypedAsync();
        Assert.Equal(session.Id, pane.Session);
    }

    [Fact]
    public async Task Whoever_waits_is_told_when_fewer_are_before_them()
    {
        await using var machine = Full();
        var (_, pane) = await BusyAsync(machine);
        foreach (var client in new[] { "bob@example.com", "cid@example.com" })
        {
            await WaitsAsync(machine, await machine.SessionAsync(email: client));
        }

        var last = await machine.SessionAsync(email: "dan@example.com");
        await WaitsAsync(machine, last);
        await ToldAsync(machine, last, "2 before this one");

        pane.Stop();
        await machine.TypedAsync();
        await ToldAsync(machine, last, "1 before this one");
    }

    /// <summary>One place; its heart beats so often that whoever waits for a state is woken to look for it.</summary>
    private static Machine Full(CheckpointOptions? checkpoints = null) => Machine.New(options => options with
    {
        Capacity = 1,
        Heartbeat = Beat,
        Checkpoints = checkpoints ?? options.Checkpoints,
        Admission = new AdmissionOptions { GiveAfter = TimeSpan.Zero },
    });

    /// <summary>Fills the one place.</summary>
    private static async Task<(Session Session, FakePane Pane)> BusyAsync(Machine machine)
    {
        var (session, _, pane) = await machine.AcceptedAsync();
        return (session, pane);
    }

    private static async Task<Turn> WaitsAsync(Machine machine, Session session)
    {
        var turn = await machine.SendAsync(session);
        await machine.Pulse.UntilAsync(
            () => Task.FromResult(
                machine.Get<WorkSlots>().Look().Line.FirstOrDefault(one => one.Session == session.Id.Short)),
            Token);
        return turn;
    }

    private static Task<string> ToldAsync(Machine machine, Session session, string text) => machine.Pulse.UntilAsync(
        async () => (await machine.EntriesAsync(session)).Select(entry => entry.Entry.Message).LastOrDefault() == text
            ? text
            : null,
        Token);

    /// <summary>Has another worker with free places beside this one, and listens on its line.</summary>
    private static async Task<IAsyncEnumerator<SessionId>> NeighbourAsync(Machine machine, int free)
    {
        var leases = machine.Get<ILeaseStore>();
        await leases.RegisterAsync(new WorkerRecord(Other, 1, 4, false, machine.Time.GetUtcNow()), Token);
        await leases.AdvertiseAsync(Other, new WorkerPlaces(free, 0, [], []), Token);
        machine.Get<Neighbours>().Observe(await leases.ListWorkersAsync(Token), _ => false);
        return machine.Get<IDoorbell>().ListenAtAsync(Other, Token).GetAsyncEnumerator(Token);
    }

    private static Task<Lease> GivenAsync(Machine machine, Session session) => machine.Pulse.UntilAsync(
        async () =>
            await machine.Get<ILeaseStore>().FindAsync(session.Id, Token) is { Worker: null } free ? free : null,
        Token);

    private static async Task<SessionId> NextAsync(IAsyncEnumerator<SessionId> line)
    {
        Assert.True(await line.MoveNextAsync().AsTask().WaitAsync(Patience, Token));
        return line.Current;
    }
}
