namespace TmuxBuilder.Api.Sessions;

/// <summary>Where a session stands just now.</summary>
/// <param name="Guid">The guid; a share's id for shares.</param>
/// <param name="Turn">The turn that runs, else the one that ended last.</param>
/// <param name="QueuePosition">
/// Turns before the newest that waits, other sessions' too that get a builder first; <see langword="null"/> when none
/// waits.
/// </param>
/// <param name="Queue">All that wait, next first.</param>
/// <param name="TakenOver">An admin has the agent's keyboard: what is sent waits.</param>
public sealed record SessionView(
    string Guid,
    string Name,
    string State,
    string? StateReason,
    string Phase,
    int Progress,
    string StatusMessage,
    TurnView? Turn,
    int? QueuePosition,
    IReadOnlyList<QueuedView> Queue,
    string? DeployedUrl,
    bool TakenOver,
    long LastSeq)
{
    public bool Success { get; } = true;
}
