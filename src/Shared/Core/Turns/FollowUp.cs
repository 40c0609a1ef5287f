using TmuxBuilder.Core.Chat;

namespace TmuxBuilder.Core.Turns;

/// <summary>A turn the platform itself adds when another ends, with the chat line that tells of it.</summary>
public sealed record FollowUp(Turn Turn, ChatMessage Message)
{
    /// <summary>The same as a part of what <paramref name="before"/> was caused by.</summary>
    public FollowUp Within(Turn before) => this with { Turn = Turn with { TraceParent = before.TraceParent } };
}
