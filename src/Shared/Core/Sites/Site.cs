using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Sites;

/// <summary>A website a session has, at an address that stays.</summary>
public sealed record Site
{
    public required SiteId Id { get; init; }

    public required SessionId Session { get; init; }

    public long Version { get; init; }

    /// <summary>The project's short name: lower-case letters, digits and inner hyphens, at most 26.</summary>
    public required string Slug { get; init; }

    public required string Name { get; init; }

    /// <summary><c>tmux-{guid12}-{slug}-{YYYYMMDD}-{HHmmss}</c>.</summary>
    public required string Bucket { get; init; }

    public required string Url { get; init; }

    public SiteState State { get; init; }

    public ReleaseId? CurrentRelease { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
