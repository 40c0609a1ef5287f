using System.Collections.Immutable;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>All that is known of an agent. Times are counted from when this process took charge of it.</summary>
internal sealed record AgentState(AgentPhase Phase)
{
    /// <summary>
    /// When the state is to be looked at again, whatever happens; <see langword="null"/> costs nothing.
    /// </summary>
    public TimeSpan? Due { get; init; }

    /// <summary>
    /// The instruction that is typed, awaited or worked at; <see langword="null"/> when it works on its own accord.
    /// </summary>
    public Instruction? Instruction { get; init; }

    /// <summary>What is to be delivered once it is idle.</summary>
    public AgentInput.DeliverAsked? Next { get; init; }

    /// <summary>What stands in the box of an agent that rests, for Enter to be pressed when it may be.</summary>
    public Instruction? Prepared { get; init; }

    /// <summary>How often Enter was pressed again.</summary>
    public int EnterTries { get; init; }

    /// <summary>Its time has come, unless the evidence that is being looked for shows that it was taken.</summary>
    public bool IsEnterDue { get; init; }

    /// <summary>The delivery was begun by an earlier process: what is in the box has to be looked at.</summary>
    public bool IsRecovering { get; init; }

    /// <summary>The turn began before this process saw its calls of the model.</summary>
    public bool IsAdopted { get; init; }

    /// <summary>
    /// The end of a turn that an earlier process heard of; told again, for it may have died before it wrote that down.
    /// </summary>
    public AgentSignal? Retold { get; init; }

    /// <summary>Calls of the conversation that the model is answering.</summary>
    public ImmutableHashSet<long> OpenCalls { get; init; } = [];

    /// <summary>How the conversation's last call of this turn ended.</summary>
    public ModelCallEnd? LastCall { get; init; }

    /// <summary>Tools that began and of whose end nothing was told yet.</summary>
    public int OpenTools { get; init; }

    /// <summary>Calls that failed since the last that did not.</summary>
    public int FailedCalls { get; init; }

    /// <summary>The end of the turn that its hooks told before the model stream showed it.</summary>
    public AgentHook? HeldEnd { get; init; }

    /// <summary>When something was last seen of it.</summary>
    public TimeSpan LastSeen { get; init; }

    public bool StallTold { get; init; }

    public bool FolderLossTold { get; init; }

    /// <summary>The dialog told last, until something else is seen.</summary>
    public ScreenKind? LastDialog { get; init; }

    /// <summary>Its records as they were read last.</summary>
    public AgentRecords Records { get; init; } = AgentRecords.None;

    /// <summary>How the interruption under way stands.</summary>
    public Interruption? Interruption { get; init; }

    /// <summary>How it ended.</summary>
    public AgentSignal.Exited? Exit { get; init; }

    /// <summary>An agent whose process is about to start; its screen is looked at while it does not come up.</summary>
    public static AgentState New(SessionRules rules) => new(AgentPhase.Starting) { Due = rules.StartLook };

    /// <summary>The last call of the conversation failed or was cut off.</summary>
    public bool LastCallFailed => LastCall is { } call && (!call.IsWhole || call.Status is null or >= 400);

    /// <summary>An agent that an earlier process of the worker left running.</summary>
    public static AgentState Adopted(TurnRecord turn) => turn switch
    {
        { Stage: TurnStage.Taken } => new AgentState(AgentPhase.Busy)
        {
            IsAdopted = true,
            Instruction = turn.Taken is [.., var last] && turn.Names(last) ? turn.Instruction : null,
        },
        { Stage: TurnStage.Typed, Instruction: { } typed } =>
            new AgentState(AgentPhase.AwaitingAcceptance) { IsAdopted = true, Instruction = typed },
        _ => new AgentState(AgentPhase.Idle) { IsAdopted = true, Retold = turn.End },
    };
}
