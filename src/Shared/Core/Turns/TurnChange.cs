using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Turns;

/// <summary>A step of a turn: from the version the worker read to the next.</summary>
/// <param name="From">The state it must be in; otherwise nothing is written.</param>
/// <param name="Next">The turn as it shall be.</param>
/// <param name="Delivery">The new receipt of the message the turn answers; <see langword="null"/> = unchanged.</param>
/// <param name="Reply">A chat line to store in the same step, such as the agent's answer.</param>
/// <param name="Session">
/// Where the session stands with it, by <see cref="Sessions.Session.WorkedTo"/> and without a reason;
/// <see langword="null"/> = unchanged.
/// </param>
/// <param name="FollowUp">
/// A turn to store in the same step, queued before all that wait and however many they are; its line comes after the
/// reply.
/// </param>
public sealed record TurnChange(
    TurnState From,
    Turn Next,
    Delivery? Delivery = null,
    ChatMessage? Reply = null,
    SessionState? Session = null,
    FollowUp? FollowUp = null);
