using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Delivery;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sessions.Machine;

namespace TmuxBuilder.Agent.Tests.Sessions;

/// <summary>An agent as the reducer sees it, with a clock of its own.</summary>
internal sealed class Reduced(AgentState state, SessionRules? rules = null)
{
    public static readonly Instruction First = new("Read /session/prompt_1.txt and complete the task", "prompt_1.txt");
    public static readonly Instruction Second = new("Read /session/prompt_2.txt and complete the task", "prompt_2.txt");

    private readonly List<AgentSignal> told = [];

    public AgentState State { get; private set; } = state;

    public TimeSpan Now { get; private set; } = TimeSpan.FromMinutes(1);

    /// <summary>Everything told so far.</summary>
    public IReadOnlyList<AgentSignal> Told => told;

    /// <summary>What the last input led to, besides telling.</summary>
    public IReadOnlyList<AgentEffect> Done { get; private set; } = [];

    public AgentPhase Phase => State.Phase;

    /// <summary>An agent that takes input and does nothing.</summary>
    public static Reduced Idle(SessionRules? rules = null) => new(new AgentState(AgentPhase.Idle), rules);

    /// <summary>An agent whose line was typed.</summary>
    public static Reduced Awaiting(SessionRules? rules = null) =>
        Idle(rules).See(Deliver(First)).See(new AgentInput.LineTyped(Failed: false));

    /// <summary>An agent at work on the first instruction.</summary>
    public static Reduced Busy(SessionRules? rules = null) => Awaiting(rules).Hook(new AgentHook.Submitted(First.Line));

    public static AgentInput.DeliverAsked Deliver(Instruction instruction, bool recover = false) =>
        new(instruction, recover);

    public static ModelCallEnd End(
        string? stop = "end_turn",
        int? status = 200,
        bool whole = true,
        ModelCallKind kind = ModelCallKind.Main,
        TimeSpan? retryAfter = null) =>
        new(kind, "m", "msg", status, stop, whole, ModelUsage.None, ErrorType: null, retryAfter);

    public Reduced See(AgentInput input)
    {
        var step = AgentReducer.Reduce(State, input, Now, rules ?? new SessionRules());
        State = step.State;
        told.AddRange(step.Effects.OfType<AgentEffect.Tell>().Select(tell => tell.Signal));
        Done = [.. step.Effects.Where(effect => effect is not AgentEffect.Tell)];
        return this;
    }

    public Reduced Hook(AgentHook hook) => See(new AgentInput.HookSeen(hook));

    public Reduced Begins(long call = 1, ModelCallKind kind = ModelCallKind.Main) =>
        See(new AgentInput.ModelBegan(call, kind));

    public Reduced Ends(ModelCallEnd end, long call = 1) => See(new AgentInput.ModelEnded(call, end));

    public Reduced Records(AgentStatus status, long transcript = 100, long interruptedAt = -1, bool toolsRun = false) =>
        See(new AgentInput.RecordsRead(
            new AgentRecords(status, 0, transcript, interruptedAt, Version: null), toolsRun));

    public Reduced Evidence(bool taken, bool wasTyped = true, BoxContent box = BoxContent.Unknown) =>
        See(new AgentInput.EvidenceRead(State.Instruction ?? First, new DeliveryEvidence(taken, wasTyped, box)));

    /// <summary>Lets time pass without anything being seen.</summary>
    public Reduced Wait(TimeSpan time)
    {
        Now += time;
        return this;
    }

    /// <summary>Lets the deadline of the state come.</summary>
    public Reduced Due()
    {
        Now = State.Due > Now ? State.Due.Value : Now;
        return See(new AgentInput.DeadlineCame());
    }
}
