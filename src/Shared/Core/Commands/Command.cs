using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Commands;

/// <summary>
/// Something a worker shall do to a session, once; stored before it is answered, rung for, and expiring.
/// </summary>
/// <param name="Payload">What the kind needs, as JSON text; <c>{}</c> when nothing.</param>
/// <param name="TraceId">The <c>X-Request-Id</c> of the call that gave it.</param>
public sealed record Command(
    CommandId Id,
    SessionId Session,
    CommandKind Kind,
    string Payload,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt,
    string? TraceId = null);
