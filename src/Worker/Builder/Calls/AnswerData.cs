namespace TmuxBuilder.Builder.Calls;

/// <summary>The value of an <c>answer</c> event.</summary>
/// <param name="Answer"><see langword="null"/> when the agent decides.</param>
/// <param name="By"><c>client</c>, <c>default</c> or <c>agent</c>.</param>
internal sealed record AnswerData(string QuestionId, string? Answer, string By);
