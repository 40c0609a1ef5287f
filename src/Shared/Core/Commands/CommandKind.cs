namespace TmuxBuilder.Core.Commands;

/// <summary>What a worker may be told to do to a session.</summary>
public enum CommandKind
{
    /// <summary>Interrupt the running turn named in the payload.</summary>
    Cancel,

    /// <summary>Hand the agent an answer; payload: question id and text.</summary>
    Answer,

    /// <summary>
    /// End the agent and cancel its turn: the session was completed, deleted or is about to be purged.
    /// </summary>
    Stop,

    /// <summary>Forget the agent's conversation: chat and activity were cleared.</summary>
    Clear,

    /// <summary>Write a new system prompt.</summary>
    RegeneratePrompt,

    /// <summary>Remove everything the session made.</summary>
    Purge,
    Pause,
    Resume,
    Publish,
    Check,

    /// <summary>Serve an earlier release again, at the same address; payload: site and release.</summary>
    Rollback,

    /// <summary>Fill the new session's workspace from the one it is a copy of.</summary>
    Copy,

    /// <summary>Store what is known of the running turn named in the payload, for admins.</summary>
    Diagnose,

    /// <summary>Put the site's current release before the world once more; payload: site and release.</summary>
    Redeploy,

    /// <summary>Replace the keys of the session's own AWS identity.</summary>
    RotateKeys,

    /// <summary>Finish or remove what publishes and starts left half made.</summary>
    Settle,
}
