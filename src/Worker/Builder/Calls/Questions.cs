using System.Text.Json;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Builder.Calls;

/// <summary>The <c>question</c> event.</summary>
internal static class Questions
{
    public static ActivityEvent Event(Question question, string? traceId) => new(
        "question",
        question.Text,
        JsonSerializer.Serialize(
            new QuestionData(question.Id.Value, question.Text, question.Choices, question.Default),
            BuilderJson.Default.QuestionData),
        question.Turn,
        traceId);
}
