namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>What came of looking whether a workspace must be restored.</summary>
internal enum RestoreOutcome
{
    /// <summary>What is on this machine is the newest there is, or there is nothing to restore.</summary>
    Current,

    /// <summary>The workspace was restored, or copied from the session it is a copy of.</summary>
    Restored,

    /// <summary>
    /// No generation, of it or of what it is a copy of, is whole; what is on this machine was left alone.
    /// </summary>
    Damaged,

    /// <summary>The session it is a copy of is gone, or has nothing stored.</summary>
    SourceGone,
}
