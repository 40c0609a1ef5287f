namespace TmuxBuilder.Builder.Tests.World;

/// <summary>A clock that runs as ever, from a certain noon on and on whatever day is wanted.</summary>
internal sealed class ShiftedTime : TimeProvider
{
    private static readonly DateTimeOffset Noon = new(2026, 2, 4, 12, 0, 0, TimeSpan.Zero);
    private readonly long began = System.GetTimestamp();

    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => Noon + System.GetElapsedTime(began) + Shift;
}
