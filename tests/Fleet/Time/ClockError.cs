namespace TmuxBuilder.Fleet.Time;

/// <summary>How a process' clock is wrong.</summary>
/// <param name="Offset">What its time of day is ahead.</param>
/// <param name="Rate">How fast it runs; 1 is right.</param>
internal readonly record struct ClockError(TimeSpan Offset, double Rate)
{
    public static readonly ClockError None = new(TimeSpan.Zero, 1);
}
