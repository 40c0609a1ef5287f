namespace TmuxBuilder.Core.Chat;

/// <summary>What came of answering a question.</summary>
public enum AnswerOutcome
{
    /// <summary>The answer is stored and on its way to the agent.</summary>
    Given,

    /// <summary>There is no such session for a client.</summary>
    SessionGone,

    /// <summary>The agent waits for no answer, or for that to another question.</summary>
    NothingAsked,
}
