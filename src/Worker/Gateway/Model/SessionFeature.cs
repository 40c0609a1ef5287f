using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Model;

/// <summary>Whose socket a connection came through.</summary>
internal sealed record SessionFeature(SessionId Session);
