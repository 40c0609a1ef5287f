namespace TmuxBuilder.Builder.Runs;

/// <summary>Reckons with the times an owner waits for.</summary>
internal static class Times
{
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(30);

    /// <summary>How long to wait before the next try, after so many; doubles each time, up to half a minute.</summary>
    public static TimeSpan BackOff(TimeSpan first, int times) => BackOff(first, times, LongestBackOff);

    /// <inheritdoc cref="BackOff(TimeSpan, int)"/>
    public static TimeSpan BackOff(TimeSpan first, int times, TimeSpan longest) =>
        TimeSpan.FromTicks(Math.Min(first.Ticks << Math.Clamp(times - 1, 0, 20), longest.Ticks));

    public static DateTimeOffset? Earliest(params ReadOnlySpan<DateTimeOffset?> times)
    {
        DateTimeOffset? earliest = null;
        foreach (var time in times)
        {
            earliest = earliest is null || time < earliest ? time ?? earliest : earliest;
        }

        return earliest;
    }

    /// <summary>The next whole second: what people and frames are told.</summary>
    public static DateTimeOffset WholeSecond(DateTimeOffset time) =>
        time.Ticks % TimeSpan.TicksPerSecond is > 0 and var over ? time.AddTicks(TimeSpan.TicksPerSecond - over) : time;
}
