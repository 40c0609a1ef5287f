using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Proof;

/// <summary>A site that a turn answers for, and the release it shows, with what came of that one's check.</summary>
internal sealed record ProvedSite(Site Site, Release Shown)
{
    public ReleaseCheck? Check => Shown.Check;

    /// <summary>Whether it was looked at and does not do.</summary>
    public bool Fails => Check is { Passed: false };
}
