namespace TmuxBuilder.Builder.Purging;

/// <summary>What a purge removed; it outlives the rows it speaks of.</summary>
internal sealed record PurgeReceipt(
    string Session, DateTimeOffset At, IReadOnlyList<string> Sites, IReadOnlyList<string> Resources, int Files);
