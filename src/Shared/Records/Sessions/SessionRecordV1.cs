using System.Text.Json;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Records.Sessions;

/// <summary>A session as stored; its id and version are beside it.</summary>
public sealed record SessionRecordV1
{
    public required string Email { get; init; }

    public required string ClientName { get; init; }

    public required string Name { get; init; }

    public required string Phone { get; init; }

    public required string InitialRequest { get; init; }

    public required SessionState State { get; init; }

    public string? StateReason { get; init; }

    public bool Archived { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    public string? DeployedUrl { get; init; }

    public string? ApprovedFrom { get; init; }

    public string? CreatedBy { get; init; }

    public string? ConversationId { get; init; }

    public CheckpointV1? Checkpoint { get; init; }

    public string? CheckpointProblem { get; init; }

    public string? CopyOf { get; init; }

    public string? AllowedHosts { get; init; }

    public static string Write(Session session) => JsonSerializer.Serialize(
        new SessionRecordV1
        {
            Email = session.Email,
            ClientName = session.ClientName,
            Name = session.Name,
            Phone = session.Phone,
            InitialRequest = session.InitialRequest,
            State = session.State,
            StateReason = session.StateReason,
            Archived = session.Archived,
            CreatedAt = session.CreatedAt,
            UpdatedAt = session.UpdatedAt,
            ExpiresAt = session.ExpiresAt,
            DeployedUrl = session.DeployedUrl,
            ApprovedFrom = session.ApprovedFrom?.Value,
            CreatedBy = session.CreatedBy?.Value,
            ConversationId = session.ConversationId,
            Checkpoint = CheckpointV1.From(session.Checkpoint),
            CheckpointProblem = session.CheckpointProblem,
            CopyOf = session.CopyOf?.Value,
            AllowedHosts = session.AllowedHosts.Length > 0 ? session.AllowedHosts : null,
        },
        RecordJson.Stored.SessionRecordV1);

    public Session ToSession(string id, long version) => new()
    {
        Id = SessionId.Parse(id),
        Version = version,
        Email = Email,
        ClientName = ClientName,
        Name = Name,
        Phone = Phone,
        InitialRequest = InitialRequest,
        State = State,
        StateReason = StateReason,
        Archived = Archived,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
        ExpiresAt = ExpiresAt,
        DeployedUrl = DeployedUrl,
        ApprovedFrom = ApprovedFrom is null ? null : RequestId.Parse(ApprovedFrom),
        CreatedBy = CreatedBy is null ? null : IntegrationId.Parse(CreatedBy),
        ConversationId = ConversationId,
        Checkpoint = Checkpoint?.ToCheckpoint(),
        CheckpointProblem = CheckpointProblem,
        CopyOf = CopyOf is null ? null : SessionId.Parse(CopyOf),
        AllowedHosts = AllowedHosts ?? "",
    };
}
