using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Api.Sessions;

/// <summary>What the agent asks, while it waits.</summary>
/// <param name="Default">What counts when no answer comes; <see langword="null"/> = the agent decides.</param>
/// <param name="Deadline">From when on no answer is taken.</param>
public sealed record QuestionView(
    string QuestionId, string Text, IReadOnlyList<string> Choices, string? Default, DateTimeOffset Deadline)
{
    internal static QuestionView From(Caller caller, Question question) => new(
        question.Id.Value,
        caller.Show(question.Text) ?? "",
        [.. question.Choices.Select(choice => caller.Show(choice) ?? "")],
        caller.Show(question.Default),
        question.Deadline);
}
