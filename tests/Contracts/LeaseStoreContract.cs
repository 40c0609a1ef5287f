using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class LeaseStoreContract : PortContract
{
    [Fact]
    public async Task What_a_worker_tells_of_its_places_is_listed_until_it_tells_anew()
    {
        var worker = new WorkerRecord(Sample.WorkerA, 7, 4, Draining: false, Now);
        var full = new WorkerPlaces(0, 7, [new("ada", 7), new("bob", 8)], [new Waiting("0123456789ab", "bob")]);
        await Leases.AdvertiseAsync(Sample.WorkerA, full, Cancellation);
        Assert.Empty(await Leases.ListWorkersAsync(Cancellation));

        await Leases.RegisterAsync(worker, Cancellation);
        Assert.Null(Assert.Single(await Leases.ListWorkersAsync(Cancellation)).Places);
        await Leases.AdvertiseAsync(Sample.WorkerA, full, Cancellation);
        await Leases.RegisterAsync(worker with { Draining = true }, Cancellation);
        Assert.Equal(
            [worker with { Draining = true, Places = full }], await Leases.ListWorkersAsync(Cancellation));

        var free = new WorkerPlaces(3, 9, [], []);
        await Leases.AdvertiseAsync(Sample.WorkerA, free, Cancellation);
        Assert.Equal(free, Assert.Single(await Leases.ListWorkersAsync(Cancellation)).Places);
    }

    [Fact]
    public async Task A_worker_is_listed_as_it_registered()
    {
        var worker = NewWorker(Sample.WorkerA);

        await Leases.RegisterAsync(worker, Cancellation);

        Assert.Equal(worker, Assert.Single(await Leases.ListWorkersAsync(Cancellation)));
    }

    [Fact]
    public async Task A_worker_that_registers_again_goes_on_from_its_heartbeat()
    {
        await Leases.RegisterAsync(NewWorker(Sample.WorkerA), Cancellation);
        await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation);
        await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation);
        var again = new WorkerRecord(Sample.WorkerA, 0, 9, true, Now.AddHours(1))
        {
            Machine = new WorkerMachine("1.2.3", 7_680, 2),
        };

        await Leases.RegisterAsync(again, Cancellation);

        Assert.Equal(again with { Heartbeat = 9 }, Assert.Single(await Leases.ListWorkersAsync(Cancellation)));
        Assert.Equal(10, await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation));
    }

    [Fact]
    public async Task A_heartbeat_moves_only_the_workers_own_counter()
    {
        await Leases.RegisterAsync(NewWorker(Sample.WorkerA), Cancellation);
        await Leases.RegisterAsync(NewWorker(Sample.WorkerB), Cancellation);

        Assert.Equal(8, await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation));
        Assert.Equal(9, await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation));

        var workers = await Leases.ListWorkersAsync(Cancellation);
        Assert.Equal(7, workers.Single(worker => worker.Id == Sample.WorkerB).Heartbeat);
    }

    [Fact]
    public async Task A_worker_that_is_not_registered_has_no_heartbeat()
    {
        await Leases.RegisterAsync(NewWorker(Sample.WorkerA), Cancellation);

        await Leases.RemoveWorkerAsync(Sample.WorkerA, Cancellation);
        await Leases.RemoveWorkerAsync(Sample.WorkerA, Cancellation);

        Assert.Null(await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation));
        Assert.Empty(await Leases.ListWorkersAsync(Cancellation));
    }

    [Fact]
    public async Task A_removed_workers_leases_stay_until_taken_over()
    {
        var session = await World.StoredSessionAsync();
        await Leases.RegisterAsync(NewWorker(Sample.WorkerA), Cancellation);
        await World.LeaseAsync(session.Id, Sample.WorkerA);

        await Leases.RemoveWorkerAsync(Sample.WorkerA, Cancellation);

        Assert.Null(await Leases.AcquireAsync(session.Id, Sample.WorkerB, Cancellation));
        Assert.Equal(new Lease(session.Id, Sample.WorkerA, 1), await Leases.FindAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task A_session_that_never_had_a_lease_has_none()
    {
        var session = await World.StoredSessionAsync();

        Assert.Null(await Leases.FindAsync(session.Id, Cancellation));
        Assert.Null(await Leases.FindAsync(World.NewSession().Id, Cancellation));
    }

    [Fact]
    public async Task A_free_lease_is_given_with_a_higher_epoch_each_time()
    {
        var session = await World.StoredSessionAsync();

        var first = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Leases.ReleaseAsync(first, Cancellation);
        var second = await World.LeaseAsync(session.Id, Sample.WorkerA);

        Assert.Equal((session.Id, Sample.WorkerA), (first.Session, first.Worker));
        Assert.True(second.Epoch > first.Epoch, "A lease given anew must outrank the one before.");
        Assert.Equal(
            new Lease(session.Id, Sample.WorkerA, second.Epoch), await Leases.FindAsync(session.Id, Cancellation));
        Assert.Equal(second.Epoch, (await Log.HeadAsync(session.Id, Cancellation))?.Epoch);
    }

    [Fact]
    public async Task The_holder_gets_its_own_lease_again_as_it_is()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);

        Assert.Equal(lease, await Leases.AcquireAsync(session.Id, Sample.WorkerA, Cancellation));
        Assert.Null(await Leases.AcquireAsync(session.Id, Sample.WorkerB, Cancellation));
        Assert.Null(await Leases.AcquireAsync(World.NewSession().Id, Sample.WorkerA, Cancellation));
    }

    [Fact]
    public async Task Of_parallel_workers_one_gets_a_free_lease()
    {
        var session = await World.StoredSessionAsync();

        var tokens = await AtOnceAsync(10, index =>
            Leases.AcquireAsync(session.Id, WorkerId.Parse($"worker-{index}"), Cancellation));

        var won = Assert.Single(tokens, token => token is not null);
        Assert.Equal(won?.Worker, (await Leases.FindAsync(session.Id, Cancellation))?.Worker);
    }

    [Fact]
    public async Task Of_parallel_takeovers_one_wins_and_outranks_the_lost_worker()
    {
        var session = await World.StoredSessionAsync();
        var old = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var seen = await Leases.FindAsync(session.Id, Cancellation);
        Assert.NotNull(seen);

        var tokens = await AtOnceAsync(10, index =>
            Leases.TakeOverAsync(seen, WorkerId.Parse($"worker-{index}"), Cancellation));

        var won = Assert.Single(tokens, token => token is not null);
        Assert.True(won?.Epoch > old.Epoch, "The lost worker must be fenced off.");
        Assert.Equal(new Lease(session.Id, won.Worker, won.Epoch), await Leases.FindAsync(session.Id, Cancellation));
        Assert.False(await Leases.ReleaseAsync(old, Cancellation));
        Assert.Equal(won.Worker, (await Leases.FindAsync(session.Id, Cancellation))?.Worker);
    }

    [Fact]
    public async Task A_takeover_of_a_lease_that_has_changed_is_refused()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        var seen = new Lease(session.Id, Sample.WorkerA, lease.Epoch);
        await Leases.ReleaseAsync(lease, Cancellation);
        Assert.Null(await Leases.TakeOverAsync(seen, Sample.WorkerB, Cancellation));

        await World.LeaseAsync(session.Id, Sample.WorkerA);

        Assert.Null(await Leases.TakeOverAsync(seen, Sample.WorkerB, Cancellation));
        Assert.Null(
            await Leases.TakeOverAsync(new Lease(World.NewSession().Id, null, 0), Sample.WorkerB, Cancellation));
    }

    [Fact]
    public async Task A_lease_is_given_back_once()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);

        Assert.False(await Leases.ReleaseAsync(lease with { Worker = Sample.WorkerB }, Cancellation));
        Assert.True(await Leases.ReleaseAsync(lease, Cancellation));
        Assert.False(await Leases.ReleaseAsync(lease, Cancellation));

        Assert.Equal(new Lease(session.Id, null, lease.Epoch), await Leases.FindAsync(session.Id, Cancellation));
    }

    [Fact]
    public async Task The_leases_a_worker_holds_are_its_own()
    {
        var one = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        var two = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        var released = await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerA);
        await Leases.ReleaseAsync(released, Cancellation);
        await World.LeaseAsync((await World.StoredSessionAsync()).Id, Sample.WorkerB);

        var held = await Leases.ListHeldAsync(Sample.WorkerA, Cancellation);

        Assert.Equal(
            new[] { one, two }.OrderBy(lease => lease.Session.Value, StringComparer.Ordinal),
            held.OrderBy(lease => lease.Session.Value, StringComparer.Ordinal));
    }

    [Fact]
    public async Task Leases_and_heartbeats_outlive_the_process()
    {
        var session = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(session.Id, Sample.WorkerA);
        await Leases.RegisterAsync(NewWorker(Sample.WorkerA), Cancellation);
        await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(lease, await Leases.AcquireAsync(session.Id, Sample.WorkerA, Cancellation));
        Assert.Equal(9, await Leases.HeartbeatAsync(Sample.WorkerA, Cancellation));
    }

    private WorkerRecord NewWorker(WorkerId id) => new(id, 7, 4, false, Now);
}
