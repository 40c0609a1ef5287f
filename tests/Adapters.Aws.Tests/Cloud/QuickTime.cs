namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>The time of day as it is, and waits a hundred times shorter: what backs off is not waited for.</summary>
internal sealed class QuickTime : TimeProvider
{
    private const int Times = 100;

    public override long TimestampFrequency => System.TimestampFrequency;

    public override long GetTimestamp() => System.GetTimestamp() * Times;

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow();

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        System.CreateTimer(callback, state, Shorter(dueTime), Shorter(period));

    private static TimeSpan Shorter(TimeSpan wait) => wait == Timeout.InfiniteTimeSpan ? wait : wait / Times;
}
