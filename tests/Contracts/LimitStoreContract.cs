using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class LimitStoreContract : PortContract
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(10);

    private ILimitStore Limits => World.Get<ILimitStore>();

    [Fact]
    public async Task Uses_within_the_limit_pass_and_the_next_waits_for_the_windows_end()
    {
        Assert.Null(await TakeAsync());
        Assert.Null(await TakeAsync());

        var wait = await TakeAsync();

        Assert.NotNull(wait);
        Assert.InRange(wait.Value, TimeSpan.FromTicks(1), Window);
        Time.Advance(wait.Value);
        Assert.Null(await TakeAsync());
        Assert.Null(await TakeAsync());
        Assert.NotNull(await TakeAsync());
    }

    [Fact]
    public async Task The_wait_shrinks_with_time_and_a_refused_use_does_not_count()
    {
        await TakeAsync();
        await TakeAsync();
        var first = await TakeAsync();
        Assert.NotNull(first);
        Time.Advance(first.Value / 2);

        var second = await TakeAsync();

        Assert.Equal(first.Value - (first.Value / 2), second);
        Assert.Null(await TakeAsync(limit: 3));
    }

    [Fact]
    public async Task Keys_are_counted_apart()
    {
        await TakeAsync();
        await TakeAsync();

        Assert.Null(await TakeAsync("other"));
        Assert.NotNull(await TakeAsync());
    }

    [Fact]
    public async Task Of_uses_at_once_exactly_the_limit_passes()
    {
        var results = await AtOnceAsync(20, _ => TakeAsync(limit: 7));

        Assert.Equal(7, results.Count(result => result is null));
    }

    [Fact]
    public async Task A_limit_of_nothing_lets_nothing_pass_for_a_whole_window() =>
        Assert.Equal(Window, await TakeAsync(limit: 0));

    [Fact]
    public async Task A_window_begins_with_its_first_use_and_later_ones_do_not_move_it()
    {
        await TakeAsync();
        Time.Advance(Window / 2);
        await TakeAsync();

        Assert.Equal(Window - (Window / 2), await TakeAsync());
    }

    [Fact]
    public async Task A_look_tells_what_a_use_would_and_counts_nothing()
    {
        Assert.Null(await LookAsync());
        await TakeAsync();
        Assert.Null(await LookAsync());
        Assert.Null(await LookAsync());
        Assert.Null(await TakeAsync());
        Time.Advance(Window / 3);

        Assert.Equal(await TakeAsync(), await LookAsync());
        Assert.NotNull(await LookAsync());
        Time.Advance(Window);
        Assert.Null(await LookAsync());
    }

    private Task<TimeSpan?> LookAsync() => Limits.LookAsync("key", 2, Window, Cancellation);

    private Task<TimeSpan?> TakeAsync(string key = "key", int limit = 2) =>
        Limits.TakeAsync(key, limit, Window, Cancellation);
}
