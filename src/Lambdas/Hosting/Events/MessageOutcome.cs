namespace TmuxBuilder.Hosting.Events;

/// <summary>What becomes of a message.</summary>
public enum MessageOutcome
{
    /// <summary>It is handled and leaves the queue.</summary>
    Done,

    /// <summary>It goes back to the queue and is delivered again.</summary>
    Retry,
}
