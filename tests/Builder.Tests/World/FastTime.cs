namespace TmuxBuilder.Builder.Tests.World;

/// <summary>A clock on which everything comes twenty times as fast: for what waits longer each time it fails.</summary>
internal sealed class FastTime : TimeProvider
{
    private const int Times = 20;

    private static readonly DateTimeOffset Noon = new(2026, 2, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly long began = System.GetTimestamp();

    public override DateTimeOffset GetUtcNow() => Noon + (System.GetElapsedTime(began) * Times);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Sooner(dueTime), Sooner(period));

    private static TimeSpan Sooner(TimeSpan time) => time == Timeout.InfiniteTimeSpan ? time : time / Times;
}
