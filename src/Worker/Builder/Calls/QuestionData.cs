namespace TmuxBuilder.Builder.Calls;

/// <summary>The value of a <c>question</c> event.</summary>
internal sealed record QuestionData(string QuestionId, string Text, IReadOnlyList<string> Choices, string? Default);
