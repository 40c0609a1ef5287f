namespace TmuxBuilder.Builder.Turns;

/// <summary>Why an agent is told to go on with a message it has already.</summary>
internal enum GoOnReason
{
    /// <summary>It was started again.</summary>
    Restarted,

    /// <summary>Its model did not answer for a while.</summary>
    ModelAway,

    /// <summary>Nothing was seen of it for too long and it was interrupted.</summary>
    Stalled,

    /// <summary>It was killed for what it took of the machine, and started again.</summary>
    TookTooMuch,

    /// <summary>Its files were gone and are as they were stored last.</summary>
    FilesLost,
}
