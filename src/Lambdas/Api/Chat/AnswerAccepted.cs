namespace TmuxBuilder.Api.Chat;

/// <summary>Says that an answer is stored and on its way.</summary>
public sealed record AnswerAccepted(string Guid, string QuestionId)
{
    public bool Success { get; } = true;
}
