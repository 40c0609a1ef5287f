using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Sessions;

/// <summary>A turn as clients see it.</summary>
/// <param name="Origin"><c>client admin initial upload</c>, or <c>repair</c> for the platform's own.</param>
/// <param name="Reason">Why it ended or is parked, in a sentence.</param>
/// <param name="ParkedUntil">When it is taken up again, while it is parked.</param>
/// <param name="Question">What the agent asks, while it waits for the answer.</param>
public sealed record TurnView(
    string Id,
    long Number,
    string State,
    string Origin,
    string? Reason,
    DateTimeOffset? ParkedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt,
    QuestionView? Question)
{
    internal static TurnView From(Caller caller, Turn turn) => new(
        turn.Id.Value,
        turn.Number,
        turn.State.Wire,
        turn.Origin.Wire,
        caller.Show(turn.Reason),
        turn.ParkedUntil,
        turn.CreatedAt,
        turn.StartedAt,
        turn.EndedAt,
        turn.Question is { } question ? QuestionView.From(caller, question) : null);
}
