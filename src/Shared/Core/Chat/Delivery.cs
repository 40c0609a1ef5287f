namespace TmuxBuilder.Core.Chat;

/// <summary>How far a message came: the receipt shown beside it.</summary>
public enum Delivery
{
    Queued,
    Typed,
    Accepted,
    Working,
    Answered,
    Failed,
}
