using System.Text.Json;

namespace TmuxBuilder.Core.Commands;

/// <summary>
/// What <see cref="CommandKind.Answer"/> carries: the question and the client's words, as they were given.
/// </summary>
/// <param name="Answer"><see langword="null"/> when nobody answered and the agent shall decide.</param>
/// <param name="AtDeadline">Nobody answered: the platform did when time was over.</param>
public sealed record AnswerPayload(string QuestionId, string? Answer, bool AtDeadline = false)
{
    /// <summary>
    /// How long an answer waits for a worker: practically for ever, for a question takes no second one and without it
    /// the turn would wait without end. One to a question that is settled is ignored.
    /// </summary>
    public static TimeSpan Lifetime { get; } = TimeSpan.FromDays(3650);

    public string ToJson() => JsonSerializer.Serialize(this, CommandJson.Default.AnswerPayload);

    /// <summary>Reads a stored payload; <see langword="null"/> when it is not one.</summary>
    public static AnswerPayload? Parse(string payload) => CommandJson.Read(payload, CommandJson.Default.AnswerPayload);
}
