using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Records.Turns;

/// <summary>What an agent asked, as stored within its turn.</summary>
public sealed record QuestionV1(
    string Id,
    string Text,
    IReadOnlyList<string> Choices,
    string? Default,
    DateTimeOffset AskedAt,
    DateTimeOffset Deadline)
{
    public static QuestionV1? From(Question? question) => question is null
        ? null
        : new QuestionV1(
            question.Id.Value, question.Text, question.Choices, question.Default, question.AskedAt, question.Deadline);

    public Question ToQuestion(TurnId turn) =>
        new(QuestionId.Parse(Id), turn, Text, Choices, Default, AskedAt, Deadline);
}
