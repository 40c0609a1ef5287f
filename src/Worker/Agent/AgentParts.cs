using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent;

/// <summary>What all agents of a worker share.</summary>
internal sealed record AgentParts(
    AgentOptions Options, IAgentProfile Profile, ITerminal Terminal, PaneKiller Killer, PaneWatch Watch, TimeProvider Time);
