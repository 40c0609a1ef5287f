using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Sessions;

/// <summary>A turn as clients see it.</summary>
public sealed record TurnView(
    string Id,
    long Number,
    string State,
    string? Reason,
    DateTimeOffset? ParkedUntil,
    DateTimeOffset CreatedAt,
    DateTimeOffset? StartedAt,
    DateTimeOffset? EndedAt)
{
    internal static TurnView From(Caller caller, Turn turn) => new(
        turn.Id.Value,
        turn.Number,
        turn.State.Wire,
        caller.Show(turn.Reason),
        turn.ParkedUntil,
        turn.CreatedAt,
        turn.StartedAt,
        turn.EndedAt);
}
