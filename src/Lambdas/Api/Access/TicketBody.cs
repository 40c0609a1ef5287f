using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>The session whose raw socket is to be opened.</summary>
public sealed record TicketBody(SessionId? Guid);
