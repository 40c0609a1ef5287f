using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Sessions;

/// <summary>A session to create.</summary>
public sealed record NewSession(Contact Contact)
{
    /// <summary>What lists show; the client's name when empty.</summary>
    public string ProjectName { get; init; } = "";

    public RequestId? ApprovedFrom { get; init; }

    public IntegrationId? CreatedBy { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>The session whose workspace it shall begin with.</summary>
    public SessionId? CopyOf { get; init; }
}
