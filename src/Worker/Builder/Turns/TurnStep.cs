using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Turns;

/// <summary>What a step stores besides the new state.</summary>
/// <param name="Events">What is told of it, in order.</param>
internal sealed record TurnStep(params IReadOnlyList<ActivityEvent> Events)
{
    public Func<Turn, Turn> Change { get; init; } = turn => turn;

    /// <summary>The new receipt of the message the turn answers.</summary>
    public Delivery? Delivery { get; init; }

    public ChatMessage? Reply { get; init; }

    /// <summary>A turn of the platform's own to store with it.</summary>
    public FollowUp? FollowUp { get; init; }

    /// <summary>Where the session stands with it.</summary>
    public SessionState? Session { get; init; }
}
