using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Access;

/// <summary>The one field of a body that says which session it is about.</summary>
internal sealed record SessionField(SessionId? Guid);
