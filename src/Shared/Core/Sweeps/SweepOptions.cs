namespace TmuxBuilder.Core.Sweeps;

/// <summary>For how long what looks unfinished may still be under way.</summary>
public sealed record SweepOptions
{
    /// <summary>A session without its first turn or copy; default 5 minutes.</summary>
    public TimeSpan Creation { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// A publish, or something that is about to be made for a session: twice what one deploy may take; default 30
    /// minutes.
    /// </summary>
    public TimeSpan Making { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>An onboarding request that nobody decides; default 30 days.</summary>
    public TimeSpan Request { get; init; } = TimeSpan.FromDays(30);
}
