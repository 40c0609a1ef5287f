using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <content>A turn, from the model's side and the hooks', to its end or its silence.</content>
internal static partial class AgentReducer
{
    private static AgentStep ModelBegan(AgentState state, AgentInput.ModelBegan began, TimeSpan now, SessionRules rules)
    {
        if (began.Kind != ModelCallKind.Main)
        {
            return new(state);
        }

        // The model is asked again once all its tools have ended, whether that was told or not.
        var open = state with { OpenCalls = state.OpenCalls.Add(began.Call), OpenTools = 0 };
        return state.Phase switch
        {
            // An end told before this call was none.
            AgentPhase.Busy when state.LastCallFailed => new(
                open with { HeldEnd = null },
                new AgentEffect.Tell(new AgentSignal.Retrying(state.LastCall?.Status, state.FailedCalls + 1))),
            AgentPhase.Busy => new(open with { HeldEnd = null }),

            // Somebody at the terminal, or the agent itself, began something.
            AgentPhase.Idle => new(Work(open with { LastCall = null, FailedCalls = 0 }, now, rules)),

            // The hook that tells of the acceptance may have been held up.
            AgentPhase.AwaitingAcceptance when state.Instruction is { } instruction =>
                new(open, new AgentEffect.LookForEvidence(instruction, WithBox: false)),
            _ => new(open),
        };
    }

    private static AgentStep ModelEnded(AgentState state, AgentInput.ModelEnded ended, TimeSpan now, SessionRules rules)
    {
        if (ended.End.Kind != ModelCallKind.Main)
        {
            return new(state);
        }

        var after = state with
        {
            OpenCalls = state.OpenCalls.Remove(ended.Call),
            LastCall = ended.End,
            Interruption = state.Interruption is { Escapes: > 0 } and { } interruption && !ended.End.IsWhole
                ? interruption with { EndSeen = true }
                : state.Interruption,
        };
        after = after with { FailedCalls = after.LastCallFailed ? state.FailedCalls + 1 : 0 };
        return after.Phase == AgentPhase.Busy && after.HeldEnd is { } held && Counts(after, held, rules)
            ? Finish(after, held)
            : new(after);
    }

    private static AgentStep EndTold(
        AgentState state, AgentHook end, TimeSpan now, SessionRules rules) => state.Phase switch
    {
        AgentPhase.Busy when Counts(state, end, rules) => Finish(state, end),
        AgentPhase.Busy => new(state with { HeldEnd = end, Due = now + rules.HeldLook }),
        AgentPhase.Interrupting when state.Interruption is { } interruption =>
            new(state with { Interruption = interruption with { EndSeen = true } }),
        AgentPhase.Idle when !rules.HasModel => Finish(state, end),

        // The end of something else, or nothing's.
        _ => new(state),
    };

    /// <summary>Whether the model stream agrees that the turn is over.</summary>
    private static bool Counts(AgentState state, AgentHook end, SessionRules rules)
    {
        if (!rules.HasModel)
        {
            return true;
        }

        if (!state.OpenCalls.IsEmpty)
        {
            return false;
        }

        return state.LastCall is not { } call
            ? state.IsAdopted
            : end is AgentHook.TurnFailed
                ? state.LastCallFailed || call.StopReason is not ("end_turn" or "stop_sequence" or "tool_use")
                : state.LastCallFailed || call.StopReason != "tool_use";
    }

    private static AgentStep Finish(AgentState state, AgentHook end) => Rest(
        state,
        new AgentEffect.Tell(end is AgentHook.TurnFailed(var error, var message)
            ? new AgentSignal.TurnFailed(
                error,
                message,
                state.LastCallFailed ? state.LastCall?.Status : null,
                state.LastCallFailed ? state.LastCall?.RetryAfter : null,
                ModelAnswered: state is { LastCall: not null, LastCallFailed: false })
            : new AgentSignal.Stopped((end as AgentHook.Stopped)?.LastMessage)));

    private static AgentStep RecordsRead(
        AgentState before, AgentInput.RecordsRead read, TimeSpan now, SessionRules rules)
    {
        var records = read.Records;
        var state = before with { Records = records };
        if (state is { Phase: AgentPhase.Interrupting, Interruption: { } interruption })
        {
            return interruption.Escapes == 0
                ? Escape(state with { Interruption = interruption with { Before = records.InterruptedAt } }, now, rules)
                : LookWhetherStopped(state, IsStopped(state) && !read.ToolsRun, now, rules);
        }

        if (state.Phase != AgentPhase.Busy)
        {
            return new(state);
        }

        var silence = now - state.LastSeen;
        var isIdle = records.Status == AgentStatus.Idle && state.OpenCalls.IsEmpty;
        if (isIdle && state.HeldEnd is { } held)
        {
            return Finish(state, held);
        }

        if (isIdle && records.InterruptedAt > before.Records.InterruptedAt && before.Records != AgentRecords.None)
        {
            // Interrupted by somebody at the terminal, which no hook tells.
            return Rest(state, new AgentEffect.Tell(new AgentSignal.Interrupted()));
        }

        // Of a turn that an earlier process saw begin, the first look is as good as any.
        var isLost = state.LastCall is { } call
            ? silence >= rules.SilenceLook && IsLast(call)
            : state.IsAdopted && (silence >= rules.SilenceLook || before.Records == AgentRecords.None);
        if (isIdle && isLost)
        {
            // The hook that should have told the end was lost.
            return Finish(state, state.LastCallFailed
                ? new AgentHook.TurnFailed(state.LastCall?.ErrorType ?? "unknown", "")
                : new AgentHook.Stopped(LastMessage: null));
        }

        if (isIdle && state.LastCall is { } last && IsLast(last))
        {
            // What it wrote down last is its end and no sign of life.
            return new(state with { Due = state.LastSeen + rules.SilenceLook });
        }

        if (records != before.Records && records != AgentRecords.None)
        {
            return new(Seen(state, now) with { LastDialog = state.LastDialog }, LookWhenWaiting(records));
        }

        return Silent(state, silence, records);

        AgentStep Silent(AgentState quiet, TimeSpan lasting, AgentRecords unchanged) =>
            lasting >= (quiet.OpenTools > 0 ? rules.ToolStallTimeout : rules.StallTimeout) && !quiet.StallTold
                ? new(
                    quiet with { StallTold = true },
                    new AgentEffect.LookAtScreen(),
                    new AgentEffect.Tell(new AgentSignal.Stalled(lasting)))
                : lasting >= rules.SilenceLook && quiet.OpenCalls.IsEmpty
                    ? new(quiet, new AgentEffect.LookAtScreen())
                    : new(quiet, LookWhenWaiting(unchanged));
    }

    private static bool IsLast(ModelCallEnd call) => !call.IsWhole || call.StopReason != "tool_use";

    private static AgentEffect[] LookWhenWaiting(AgentRecords records) =>
        records.Status == AgentStatus.Waiting ? [new AgentEffect.LookAtScreen()] : [];

    private static AgentStep ScreenRead(AgentState state, ScreenView view, TimeSpan now, SessionRules rules)
    {
        if (state is { Phase: AgentPhase.Interrupting })
        {
            // Of an agent with records the screen says nothing that they do not prove.
            return rules.HasRecords
                ? new(state)
                : LookWhetherStopped(state, view.IsInterrupted || state.Interruption is { EndSeen: true }, now, rules);
        }

        // What its status calls waiting for somebody is a dialog, too, whether or not its sentences are known.
        var isDialog = view.IsDialog || (view.IsStrange && state is
            { Phase: AgentPhase.Busy, Records.Status: AgentStatus.Waiting });
        return state.Phase is AgentPhase.Starting or AgentPhase.Busy && isDialog && view.Kind != state.LastDialog
            ? new(
                state with { LastDialog = view.Kind },
                new AgentEffect.Tell(new AgentSignal.DialogSeen(view.Kind, view.Text)))
            : new(state);
    }
}
