namespace TmuxBuilder.Core.Turns;

/// <summary>What came of storing a message as a turn.</summary>
public enum SubmitOutcome
{
    Stored,

    /// <summary>The same <c>client_message_id</c> was stored before; the first turn is given back.</summary>
    Repeated,

    /// <summary>
    /// The same <c>client_message_id</c> was stored with another text or other files; nothing was written.
    /// </summary>
    OtherMessage,

    /// <summary>Twenty turns wait already; nothing was written.</summary>
    QueueFull,

    /// <summary>There is no such session, or it is deleted; nothing was written.</summary>
    SessionGone,
}
