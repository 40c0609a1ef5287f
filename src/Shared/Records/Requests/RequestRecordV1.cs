using System.Text.Json;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Records.Requests;

/// <summary>An onboarding request as stored; its id is beside it.</summary>
public sealed record RequestRecordV1
{
    public required string Name { get; init; }

    public required string Email { get; init; }

    public required string Phone { get; init; }

    public required string InitialRequest { get; init; }

    public required RequestStatus Status { get; init; }

    public string? Session { get; init; }

    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static string Write(BuildRequest request) => JsonSerializer.Serialize(
        new RequestRecordV1
        {
            Name = request.Name,
            Email = request.Email,
            Phone = request.Phone,
            InitialRequest = request.InitialRequest,
            Status = request.Status,
            Session = request.Session?.Value,
            Reason = request.Reason,
            CreatedAt = request.CreatedAt,
            UpdatedAt = request.UpdatedAt,
        },
        RecordJson.Stored.RequestRecordV1);

    public BuildRequest ToRequest(string id) => new()
    {
        Id = RequestId.Parse(id),
        Name = Name,
        Email = Email,
        Phone = Phone,
        InitialRequest = InitialRequest,
        Status = Status,
        Session = Session is null ? null : SessionId.Parse(Session),
        Reason = Reason,
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
