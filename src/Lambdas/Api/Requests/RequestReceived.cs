using System.Text.Json.Serialization;

namespace TmuxBuilder.Api.Requests;

/// <summary>A request was stored; with open onboarding it is a session already.</summary>
public sealed record RequestReceived(
    string RequestId,
    string Status,
    string Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Guid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Link)
{
    public bool Success { get; } = true;
}
