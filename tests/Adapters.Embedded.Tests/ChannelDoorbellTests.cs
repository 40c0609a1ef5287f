using TmuxBuilder.Adapters.Embedded.Doorbells;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class ChannelDoorbellTests : DoorbellContract
{
    [Fact]
    public async Task A_session_that_rings_often_before_it_is_heard_rings_once()
    {
        var doorbell = World.Get<IDoorbell>();
        var often = World.NewSession().Id;
        var other = World.NewSession().Id;
        await doorbell.RingAsync(often, Cancellation);
        await doorbell.RingAsync(often, Cancellation);
        await doorbell.RingAsync(other, Cancellation);

        await using var rings = doorbell.ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);

        Assert.Equal(often, await NextAsync(rings));
        Assert.Equal(other, await NextAsync(rings));
    }

    [Fact]
    public async Task After_a_restart_it_rings_for_what_is_pending()
    {
        await World.StoredSessionAsync();
        var pending = await World.StoredSessionAsync();
        await World.StoredTurnAsync(pending.Id);
        await World.ReopenAsync();

        Assert.Equal(1, await World.Get<DoorbellRebuild>().RunAsync(Cancellation));

        await using var rings = World.Get<IDoorbell>().ListenAsync(Cancellation).GetAsyncEnumerator(Cancellation);
        Assert.Equal(pending.Id, await NextAsync(rings));
    }

    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();
}
