namespace TmuxBuilder.Builder.Calls;

/// <summary>The value of a <c>question</c> event.</summary>
/// <param name="Deadline">From when on the default counts.</param>
internal sealed record QuestionData(
    string QuestionId, string Text, IReadOnlyList<string> Choices, string? Default, DateTime Deadline);
