namespace TmuxBuilder.Core.Chat;

/// <summary>What an agent asked.</summary>
/// <param name="Default">
/// What counts as the answer when none comes in time; <see langword="null"/> = the agent decides.
/// </param>
/// <param name="Deadline">From when on no answer is taken any more.</param>
public sealed record Question(
    QuestionId Id,
    TurnId Turn,
    string Text,
    IReadOnlyList<string> Choices,
    string? Default,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline);
