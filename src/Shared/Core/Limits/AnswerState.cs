namespace TmuxBuilder.Core.Limits;

/// <summary>What is known of an idempotency key.</summary>
public enum AnswerState
{
    /// <summary>Nothing: the call may begin.</summary>
    New,

    /// <summary>The same call was answered before.</summary>
    Answered,

    /// <summary>The same call is being answered.</summary>
    InProgress,

    /// <summary>The key was used with another body.</summary>
    OtherBody,
}
