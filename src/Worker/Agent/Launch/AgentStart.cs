using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Launch;

/// <summary>What an agent is started with.</summary>
/// <param name="Folder">The session's folder on this machine: absolute, real (no links).</param>
/// <param name="ConversationId">The agent's own conversation id, a UUID.</param>
/// <param name="Resume">Continue that conversation rather than begin it.</param>
/// <param name="Keys">Of the session's own AWS identity; <see langword="null"/> where agents get none.</param>
public sealed record AgentStart(
    SessionId Session, string Folder, Guid ConversationId, bool Resume, TenantKeys? Keys = null);
