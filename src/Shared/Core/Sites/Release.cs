namespace TmuxBuilder.Core.Sites;

/// <summary>One published state of a site.</summary>
public sealed record Release
{
    public required ReleaseId Id { get; init; }

    public required SiteId Site { get; init; }

    public ReleaseState State { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public int Files { get; init; }

    public long Bytes { get; init; }

    public TurnId? Turn { get; init; }

    /// <summary>Makes a repeated publish of the same call harmless.</summary>
    public string? CallId { get; init; }

    /// <summary>When it was put before the world, by its deploy or again later.</summary>
    public DateTimeOffset? ServedAt { get; init; }

    /// <summary>When its files were removed: it cannot be served again.</summary>
    public DateTimeOffset? PrunedAt { get; init; }

    /// <summary>What came of its check; <see langword="null"/> before it.</summary>
    public ReleaseCheck? Check { get; init; }

    /// <summary>Whether it was before the world once, and can be again.</summary>
    public bool CanBeServed => PrunedAt is null && State is (ReleaseState.Current or ReleaseState.Previous);
}
