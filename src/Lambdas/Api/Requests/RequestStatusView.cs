using System.Text.Json.Serialization;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Requests;

/// <summary>What the applicant is told of a request.</summary>
public sealed record RequestStatusView(
    string RequestId,
    string Status,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Guid,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Link,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Reason)
{
    public bool Success { get; } = true;

    internal static RequestStatusView From(BuildRequest request, Links links) => new(
        request.Id.Value,
        request.Status.Wire,
        request.Session?.Value,
        request.Session is { } session ? links.Client(session).ToString() : null,
        request.Reason);
}
