namespace TmuxBuilder.Api.Sessions;

/// <summary>A turn that waits.</summary>
/// <param name="QueuePosition">Turns before it, other sessions' too: 0 = it is next.</param>
public sealed record QueuedView(string TurnId, int QueuePosition);
