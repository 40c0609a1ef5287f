namespace TmuxBuilder.Builder.Checkpoints;

/// <summary>What came of storing a workspace.</summary>
internal enum CheckpointOutcome
{
    /// <summary>A new generation is stored.</summary>
    Saved,

    /// <summary>The newest generation is the workspace as it is; nothing was written.</summary>
    Unchanged,

    /// <summary>It is larger than may be stored; nothing was written and the newest generation stays.</summary>
    TooLarge,

    /// <summary>There is no workspace here, or only one that is out of date.</summary>
    Nothing,

    /// <summary>It could not be stored this time; the newest generation stays.</summary>
    Failed,
}
