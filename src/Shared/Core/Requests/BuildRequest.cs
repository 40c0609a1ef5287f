using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Requests;

/// <summary>Somebody's wish for a website, before a session exists.</summary>
public sealed record BuildRequest
{
    public required RequestId Id { get; init; }

    public required string Name { get; init; }

    public required string Email { get; init; }

    public string Phone { get; init; } = "";

    public required string InitialRequest { get; init; }

    public RequestStatus Status { get; init; }

    /// <summary>The session it became.</summary>
    public SessionId? Session { get; init; }

    /// <summary>Why it was rejected.</summary>
    public string? Reason { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }
}
