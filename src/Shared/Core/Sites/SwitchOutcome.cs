namespace TmuxBuilder.Core.Sites;

/// <summary>What came of asking for another release, or the same again.</summary>
public enum SwitchOutcome
{
    /// <summary>A worker will do it.</summary>
    Accepted,

    /// <summary>The session has no such site.</summary>
    NoSite,

    /// <summary>The site has no such release.</summary>
    NoRelease,

    /// <summary>The site showed no other release before the present one, or none whose files are kept.</summary>
    NothingBefore,

    /// <summary>The release was never before the world: its upload is under way or failed.</summary>
    NeverServed,

    /// <summary>Its files are removed.</summary>
    Pruned,

    /// <summary>Only the release that is shown can be put out again.</summary>
    NotCurrent,
}
