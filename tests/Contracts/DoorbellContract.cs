using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class DoorbellContract : PortContract
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

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

    protected static async Task<SessionId> NextAsync(IAsyncEnumerator<SessionId> rings)
    {
        Assert.True(await rings.MoveNextAsync().AsTask().WaitAsync(Patience, Cancellation));
        return rings.Current;
    }
}
