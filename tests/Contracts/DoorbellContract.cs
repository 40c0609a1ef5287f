using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class DoorbellContract : PortContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly WorkerId Mine = WorkerId.Parse("worker.1");

    private IDoorbell Doorbell => World.Get<IDoorbell>();

    [Fact]
    public async Task A_ring_before_anybody_listens_is_heard()
    {
        var session = World.NewSession().Id;
        await Doorbell.RingAsync(session, Cancellation);

        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.Equal(session, await NextAsync(rings));
    }

    [Fact]
    public async Task A_ring_wakes_who_listens()
    {
        var session = World.NewSession().Id;
        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var heard = NextAsync(rings);

        await Doorbell.RingAsync(session, Cancellation);

        Assert.Equal(session, await heard);
    }

    [Fact]
    public async Task Every_session_that_rang_is_heard()
    {
        var sessions = Enumerable.Range(0, 20).Select(_ => World.NewSession().Id).ToList();
        await AtOnceAsync(20, async index =>
        {
            await Doorbell.RingAsync(sessions[index], Cancellation);
            return index;
        });

        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var heard = new HashSet<SessionId>();
        while (heard.Count < sessions.Count)
        {
            heard.Add(await NextAsync(rings));
        }

        Assert.Equal(sessions.ToHashSet(), heard);
    }

    [Fact]
    public async Task A_session_rings_again_after_it_was_heard()
    {
        var session = World.NewSession().Id;
        await using var rings = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        await Doorbell.RingAsync(session, Cancellation);
        Assert.Equal(session, await NextAsync(rings));

        await Doorbell.RingAsync(session, Cancellation);

        Assert.Equal(session, await NextAsync(rings));
    }

    [Fact]
    public async Task Listening_ends_when_it_is_cancelled()
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        await using var rings = Doorbell.ListenAsync(stop.Token).GetAsyncEnumerator(Cancellation);
        var heard = NextAsync(rings);

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => heard);
    }

    [Fact]
    public async Task A_ring_on_the_line_of_a_worker_is_heard_by_it_alone()
    {
        var session = World.NewSession().Id;
        var another = World.NewSession().Id;
        await using var own = Doorbell.ListenAtAsync(Mine, Cancellation).GetAsyncEnumerator(Cancellation);
        await using var all = Doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        var heard = NextAsync(own);
        var heardByAll = NextAsync(all);
        await LaidAsync(session, Mine);

        Assert.Equal(session, await heard);

        Assert.False(heardByAll.IsCompleted);
        await Doorbell.RingAsync(another, Cancellation);
        Assert.Equal(another, await heardByAll);
    }

    [Fact]
    public async Task A_worker_that_never_listened_has_no_line()
    {
        await using var own = Doorbell.ListenAtAsync(Mine, Cancellation).GetAsyncEnumerator(Cancellation);
        var heard = NextAsync(own);
        var session = World.NewSession().Id;
        await LaidAsync(session, Mine);

        Assert.False(await Doorbell.RingAtAsync(session, WorkerId.Parse("another"), Cancellation));

        Assert.Equal(session, await heard);
    }

    [Fact]
    public async Task What_rang_while_a_worker_was_away_is_heard_when_it_is_back()
    {
        var (before, meanwhile) = (World.NewSession().Id, World.NewSession().Id);
        await using (var first = Doorbell.ListenAtAsync(Mine, Cancellation).GetAsyncEnumerator(Cancellation))
        {
            var heard = NextAsync(first);
            await LaidAsync(before, Mine);
            Assert.Equal(before, await heard);
        }

        Assert.True(await Doorbell.RingAtAsync(meanwhile, Mine, Cancellation));

        await using var again = Doorbell.ListenAtAsync(Mine, Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal(meanwhile, await NextAsync(again));
    }

    [Fact]
    public async Task A_line_that_was_removed_takes_no_ring()
    {
        var session = World.NewSession().Id;
        await using (var own = Doorbell.ListenAtAsync(Mine, Cancellation).GetAsyncEnumerator(Cancellation))
        {
            var heard = NextAsync(own);
            await LaidAsync(session, Mine);
            Assert.Equal(session, await heard);
        }

        await Doorbell.RemoveLineAsync(Mine, Cancellation);
        await Doorbell.RemoveLineAsync(Mine, Cancellation);

        Assert.False(await Doorbell.RingAtAsync(session, Mine, Cancellation));
    }

    /// <summary>Rings once the line of a worker that begins to listen is there.</summary>
    private async Task LaidAsync(SessionId session, WorkerId worker)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(Patience);
        while (!await Doorbell.RingAtAsync(session, worker, limit.Token))
        {
            await Task.Yield();
        }
    }

    protected static async Task<SessionId> NextAsync(IAsyncEnumerator<SessionId> rings)
    {
        Assert.True(await rings.MoveNextAsync().AsTask().WaitAsync(Patience, Cancellation));
        return rings.Current;
    }
}
