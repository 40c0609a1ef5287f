using TmuxBuilder.Core.Checkpoints;

namespace TmuxBuilder.Core.Sessions;

/// <summary>A client's project: one conversation with one agent, and the sites that come of it.</summary>
public sealed record Session
{
    public required SessionId Id { get; init; }

    /// <summary>Grows with every save; a save names the version it was made from.</summary>
    public long Version { get; init; }

    /// <summary>Trimmed and lower-case.</summary>
    public required string Email { get; init; }

    /// <summary>The person's name.</summary>
    public required string ClientName { get; init; }

    /// <summary>What lists show; the client may change it.</summary>
    public required string Name { get; init; }

    public string Phone { get; init; } = "";

    public string InitialRequest { get; init; } = "";

    public SessionState State { get; init; }

    /// <summary>Why the state is what it is, when that needs words (failed).</summary>
    public string? StateReason { get; init; }

    public bool Archived { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When the session ends by itself; <see langword="null"/> = never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The newest live site's address.</summary>
    public string? DeployedUrl { get; init; }

    /// <summary>The onboarding request it was approved from.</summary>
    public RequestId? ApprovedFrom { get; init; }

    /// <summary>The integration that created it.</summary>
    public IntegrationId? CreatedBy { get; init; }

    /// <summary>The agent's own conversation id (a UUID), which resumes it; set before its first start.</summary>
    public string? ConversationId { get; init; }

    /// <summary>Its newest stored workspace; <see langword="null"/> before the first.</summary>
    public Checkpoint? Checkpoint { get; init; }

    /// <summary>
    /// Why its workspace is not stored any more (too large), as clients were told; otherwise <see langword="null"/>.
    /// </summary>
    public string? CheckpointProblem { get; init; }

    /// <summary>The session whose workspace it shall begin with; <see langword="null"/> once that was copied.</summary>
    public SessionId? CopyOf { get; init; }

    /// <summary>
    /// Hosts an admin lets its agent reach beside those all may, as <see cref="Sessions.AllowedHosts"/> has them.
    /// </summary>
    public string AllowedHosts { get; init; } = "";

    /// <summary>
    /// As its worker says that it stands now; what an admin paused or ended stays so, but for work that goes on.
    /// </summary>
    public Session WorkedTo(SessionState state, string? reason) =>
        State is SessionState.Paused || (State is SessionState.Completed && state != SessionState.Working)
            ? this
            : this with { State = state, StateReason = reason };

    /// <summary>Whether clients may still see it.</summary>
    public bool IsGone => State is SessionState.Deleted or SessionState.Purging or SessionState.Purged;

    /// <summary>
    /// The status shown to clients: deployed when a site is live, else completed when done, else active.
    /// </summary>
    public string ProjectStatus =>
        DeployedUrl is not null ? "deployed" : State == SessionState.Completed ? "completed" : "active";
}
