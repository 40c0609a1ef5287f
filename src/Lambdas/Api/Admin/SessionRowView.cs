using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Api.Admin;

/// <summary>A session as admins' lists show it.</summary>
public record SessionRowView
{
    public required string Guid { get; init; }

    public required string GuidShort { get; init; }

    /// <summary>The project's name, which the client may change.</summary>
    public required string Name { get; init; }

    public required string ClientName { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    public required string State { get; init; }

    public string? StateReason { get; init; }

    public required string Phase { get; init; }

    public required int Progress { get; init; }

    public required string UserRequest { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? DeployedUrl { get; init; }

    /// <summary>Whether a worker has an agent for it.</summary>
    public required bool TmuxActive { get; init; }

    public required bool HasChatHistory { get; init; }

    public required int ChatMessageCount { get; init; }

    public required long ActivityLogCount { get; init; }

    public string? WorkerId { get; init; }

    /// <summary>The state of the running turn, else of the last.</summary>
    public string? TurnState { get; init; }

    public required UsageView Usage { get; init; }

    public required bool Archived { get; init; }

    internal static SessionRowView From(SessionRow row, UsageTotals usage)
    {
        var (session, head) = (row.Session, row.Head);
        return new SessionRowView
        {
            Guid = session.Id.Value,
            GuidShort = session.Id.Short,
            Name = session.Name,
            ClientName = session.ClientName,
            Email = session.Email,
            Phone = session.Phone,
            State = session.State.Wire,
            StateReason = session.StateReason,
            Phase = head.Phase,
            Progress = head.Progress,
            UserRequest = session.InitialRequest,
            CreatedAt = session.CreatedAt,
            UpdatedAt = session.UpdatedAt,
            ExpiresAt = session.ExpiresAt,
            DeployedUrl = session.DeployedUrl,
            TmuxActive = row.Worker is not null
                && session.State is (SessionState.Ready or SessionState.Working or SessionState.Waiting),
            HasChatHistory = head.ChatCount > 0,
            ChatMessageCount = head.ChatCount,
            ActivityLogCount = head.LastSeq,
            WorkerId = row.Worker,
            TurnState = head.TurnState?.Wire,
            Usage = UsageView.From(usage),
            Archived = session.Archived,
        };
    }
}
