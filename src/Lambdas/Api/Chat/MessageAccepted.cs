using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Chat;

/// <summary>Says that a message is stored.</summary>
/// <param name="Response">A sentence for people.</param>
/// <param name="State">Where its turn stands.</param>
/// <param name="QueuePosition">
/// Messages before it that are not answered yet, other projects' too that get a builder first.
/// </param>
public sealed record MessageAccepted(
    string Response,
    DateTimeOffset Timestamp,
    string Guid,
    string MessageId,
    string TurnId,
    string State,
    int QueuePosition)
{
    public bool Success { get; } = true;

    internal static MessageAccepted From(Caller caller, Turn turn, int position) => new(
        position == 0 ? "Your message was received." : "Your message was received; it waits for the work before it.",
        turn.CreatedAt,
        caller.PublicId,
        turn.Message.Value,
        turn.Id.Value,
        turn.State.Wire,
        position);
}
