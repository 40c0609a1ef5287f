using System.Text.Json;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Calls;

/// <summary>The <c>question</c> event, and the <c>answer</c> by which all who watch see that it is settled.</summary>
internal static class Questions
{
    public static ActivityEvent Event(Question question, string? traceId) => new(
        ActivityTypes.Question,
        question.Text,
        JsonSerializer.Serialize(
            new QuestionData(
                question.Id.Value, question.Text, question.Choices, question.Default, question.Deadline.UtcDateTime),
            BuilderJson.Default.QuestionData),
        question.Turn,
        traceId);

    public static ActivityEvent Answered(Turn turn, AnswerPayload answer) => new(
        ActivityTypes.Answer,
        answer switch
        {
            { AtDeadline: true, Answer: { } standing } => Sentences.TookDefault(standing),
            { Answer: { } words } => words,
            _ => Sentences.Decides,
        },
        JsonSerializer.Serialize(
            new AnswerData(
                answer.QuestionId,
                answer.Answer,
                !answer.AtDeadline ? "client" : answer.Answer is null ? "agent" : "default"),
            BuilderJson.Default.AnswerData),
        turn.Id,
        turn.TraceId);
}
