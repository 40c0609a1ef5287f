namespace TmuxBuilder.Api.Sessions;

/// <summary>A turn that waits.</summary>
/// <param name="QueuePosition">Turns before it that have not ended: 0 = it is next.</param>
public sealed record QueuedView(string TurnId, int QueuePosition);
