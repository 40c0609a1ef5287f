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
}
