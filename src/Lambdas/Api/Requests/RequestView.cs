using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Api.Requests;

/// <summary>A request as admins see it.</summary>
public sealed record RequestView(
    string RequestId,
    string Name,
    string Email,
    string Phone,
    string InitialRequest,
    string Status,
    string? Guid,
    string? Link,
    string? Reason,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static RequestView From(BuildRequest request, Links links) => new(
        request.Id.Value,
        request.Name,
        request.Email,
        request.Phone,
        request.InitialRequest,
        request.Status.Wire,
        request.Session?.Value,
        request.Session is { } session ? links.Client(session).ToString() : null,
        request.Reason,
        request.CreatedAt,
        request.UpdatedAt);
}
