namespace TmuxBuilder.Core.Chat;

/// <summary>What an agent asked.</summary>
/// <param name="Default">What counts as the answer when none comes; <see langword="null"/> = wait.</param>
public sealed record Question(
    QuestionId Id, TurnId Turn, string Text, IReadOnlyList<string> Choices, string? Default, DateTimeOffset AskedAt);
