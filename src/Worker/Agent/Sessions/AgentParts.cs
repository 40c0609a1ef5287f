using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Agent.Watch;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>What all agents of a worker share.</summary>
internal sealed record AgentParts(
    AgentOptions Options,
    IAgentProfile Profile,
    ITerminal Terminal,
    PaneKiller Killer,
    PaneWatch Watch,
    Confinement Confinement,
    TimeProvider Time);
