using System.Diagnostics;
using TmuxBuilder.Agent.Channel;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>
/// Decides what everything seen of an agent means: pure and total. What is seen from outside weighs more than what its
/// hooks and records say; a forged one can end the session's own turn and nothing else.
/// </summary>
internal static partial class AgentReducer
{
    /// <summary>The state after an input, and what is to be done.</summary>
    public static AgentStep Reduce(
        AgentState state, AgentInput input, TimeSpan now, SessionRules rules) => (state.Phase, input) switch
    {
        (AgentPhase.Gone, _) => AfterTheEnd(state, input),
        (_, AgentInput.PaneDead(var exit)) => Dead(state, exit),
        (AgentPhase.Ending, _) => WhileEnding(state, input, now, rules),
        (_, AgentInput.StopAsked) => End(state, now, rules),
        (_, AgentInput.FolderMissed) => FolderMissed(state),
        (_, AgentInput.HookSeen(var hook)) => HookSeen(state, hook, now, rules),
        (_, AgentInput.ModelBegan began) => ModelBegan(Seen(state, now), began, now, rules),
        (_, AgentInput.ModelProgressed) => new(Seen(state, now)),
        (_, AgentInput.ModelEnded ended) => ModelEnded(Seen(state, now), ended, now, rules),
        (_, AgentInput.PrepareAsked(var instruction)) => PrepareAsked(state, instruction),
        (_, AgentInput.LinePrepared(var instruction)) => LinePrepared(state, instruction),
        (_, AgentInput.DeliverAsked asked) => DeliverAsked(state, asked),
        (_, AgentInput.LineTyped typed) => LineTyped(state, typed, now, rules),
        (_, AgentInput.EvidenceRead read) => EvidenceRead(state, read, now, rules),
        (_, AgentInput.InterruptAsked) => InterruptAsked(state),
        (_, AgentInput.RecordsRead read) => RecordsRead(state, read, now, rules),
        (_, AgentInput.ScreenRead(var view)) => ScreenRead(state, view, now, rules),
        (_, AgentInput.CaughtUp) => CaughtUp(state, now, rules),
        (_, AgentInput.DeadlineCame) => DeadlineCame(state, now, rules),
        _ => throw new UnreachableException($"No meaning for {input} while {state.Phase}."),
    };

    private static AgentStep HookSeen(AgentState before, AgentHook hook, TimeSpan now, SessionRules rules)
    {
        var state = Seen(before, now);
        return hook switch
        {
            AgentHook.Ready => state.Phase == AgentPhase.Starting ? Settle(state, now, rules) : new(state),
            AgentHook.Submitted(var prompt) => Submitted(state, prompt, now, rules),
            AgentHook.ToolStarted(var tool, var summary) =>
                new(
                    state with { OpenTools = state.OpenTools + 1 },
                    new AgentEffect.Tell(new AgentSignal.ToolStarted(tool, summary))),
            AgentHook.ToolEnded(var tool, var failed) =>
                new(
                    state with { OpenTools = Math.Max(0, state.OpenTools - 1) },
                    new AgentEffect.Tell(new AgentSignal.ToolEnded(tool, failed))),
            AgentHook.PermissionAsked(var tool) =>
                new(state, new AgentEffect.Tell(new AgentSignal.PermissionAsked(tool))),
            AgentHook.Stopped or AgentHook.TurnFailed => EndTold(state, hook, now, rules),
            AgentHook.Other => new(state),
            _ => throw new UnreachableException($"No meaning for {hook}."),
        };
    }

    private static AgentStep Settle(AgentState state, TimeSpan now, SessionRules rules) =>
        rules.Settle > TimeSpan.Zero
            ? new(state with { Phase = AgentPhase.Settling, Due = now + rules.Settle })
            : Settled(state);

    private static AgentStep Settled(AgentState state) =>
        Rest(state, new AgentEffect.Tell(new AgentSignal.Ready()));

    /// <summary>Nothing is under way; what waits to be delivered comes next.</summary>
    private static AgentStep Rest(AgentState state, params IEnumerable<AgentEffect> effects)
    {
        var idle = state with
        {
            Phase = AgentPhase.Idle,
            Due = null,
            Instruction = null,
            Prepared = null,
            Next = null,
            HeldEnd = null,
            Interruption = null,
            IsRecovering = false,
            IsEnterDue = false,
            IsAdopted = false,
            Retold = null,
            StallTold = false,
            OpenTools = 0,
        };
        if (state.Next is not { } next)
        {
            return new(idle, [.. effects]);
        }

        var then = DeliverAsked(idle, next);
        return then with { Effects = [.. effects, .. then.Effects] };
    }

    private static AgentState Seen(AgentState state, TimeSpan now) =>
        state with { LastSeen = now, StallTold = false, LastDialog = null };

    private static AgentStep DeadlineCame(AgentState state, TimeSpan now, SessionRules rules)
    {
        if (state.Due is not { } due || now < due)
        {
            return new(state);
        }

        return state.Phase switch
        {
            AgentPhase.Starting => new(state with { Due = now + rules.StartLook }, new AgentEffect.LookAtScreen()),
            AgentPhase.Settling => Settled(state),
            AgentPhase.AwaitingAcceptance when state.Instruction is { } instruction => new(
                state with { IsEnterDue = true, Due = now + rules.EnterAfter },
                new AgentEffect.LookForEvidence(instruction, state.IsRecovering)),
            AgentPhase.Busy => new(
                state with { Due = now + (state.HeldEnd is null ? rules.SilenceLook : rules.HeldLook) },
                new AgentEffect.ReadRecords()),
            AgentPhase.Interrupting => new(
                state with { Due = now + rules.InterruptLook },
                rules.HasRecords ? new AgentEffect.ReadRecords(WithTools: true) : new AgentEffect.LookAtScreen()),
            _ => new(state with { Due = null }),
        };
    }

    private static AgentStep CaughtUp(AgentState state, TimeSpan now, SessionRules rules) => state switch
    {
        { Phase: AgentPhase.Busy } => new(state with { Due = now + rules.SilenceLook }, new AgentEffect.ReadRecords()),
        { Phase: AgentPhase.Idle, Retold: { } end } => new(state with { Retold = null }, new AgentEffect.Tell(end)),
        _ => new(state),
    };

    private static AgentStep FolderMissed(AgentState state) => state.FolderLossTold
        ? new(state)
        : new(state with { FolderLossTold = true }, new AgentEffect.Tell(new AgentSignal.FolderLost()));
}
