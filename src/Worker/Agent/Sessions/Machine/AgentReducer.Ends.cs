using TmuxBuilder.Agent.Profiles;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <content>Being interrupted, asked to end, and gone.</content>
internal static partial class AgentReducer
{
    private const int MostEscapes = 2;

    private static AgentStep InterruptAsked(AgentState state) => state.Phase switch
    {
        AgentPhase.Typing or AgentPhase.AwaitingAcceptance or AgentPhase.Busy => new(
            state with
            {
                Phase = AgentPhase.Interrupting,
                Due = null,
                Next = null,
                HeldEnd = null,
                Interruption = new Interruption(state.Phase != AgentPhase.Busy),
            },
            new AgentEffect.ReadRecords(WithTools: true)),

        // Whoever asked first gets the same answer.
        AgentPhase.Interrupting => new(state),

        // Nothing is under way.
        _ => new(state with { Next = null }, new AgentEffect.AnswerInterrupt(InterruptOutcome.Interrupted)),
    };

    private static AgentStep Escape(AgentState state, TimeSpan now, SessionRules rules) => new(
        state with
        {
            Due = now + rules.InterruptLook,
            Interruption = state.Interruption is { } interruption
                ? interruption with { Escapes = interruption.Escapes + 1, PressedAt = now }
                : null,
        },
        new AgentEffect.PressEscape());

    /// <summary>Whether it says that it stopped, and the model stream, which it cannot forge, is silent.</summary>
    private static bool IsStopped(AgentState state) =>
        state is { Interruption: { } interruption, Records: var records }
        && state.OpenCalls.IsEmpty
        && (records.Status == AgentStatus.Idle
            || (records.InterruptedAt > interruption.Before && records.Status != AgentStatus.Busy)
            || (interruption.EndSeen && records.Status != AgentStatus.Busy));

    private static AgentStep LookWhetherStopped(AgentState state, bool isStopped, TimeSpan now, SessionRules rules)
    {
        if (state.Interruption is not { } interruption)
        {
            return new(state);
        }

        var waited = now - interruption.PressedAt;
        if (interruption.IsKilling)
        {
            return new(state with { Due = now + rules.InterruptPatience }, new AgentEffect.KillTree());
        }

        if (isStopped && (!interruption.WasAwaiting || waited >= rules.LateAcceptance))
        {
            return Rest(
                state,
                new AgentEffect.ClearBox(),
                new AgentEffect.Tell(new AgentSignal.Interrupted()),
                new AgentEffect.AnswerInterrupt(InterruptOutcome.Interrupted));
        }

        if (waited < rules.InterruptPatience)
        {
            return new(state with { Due = now + rules.InterruptLook });
        }

        return interruption.Escapes < MostEscapes
            ? Escape(state, now, rules)
            : new(
                state with
                {
                    Due = now + rules.InterruptPatience,
                    Interruption = interruption with { IsKilling = true },
                },
                new AgentEffect.KillTree());
    }

    private static AgentStep End(AgentState state, TimeSpan now, SessionRules rules) => new(
        state with { Phase = AgentPhase.Ending, Due = now + rules.StopGrace, Next = null, HeldEnd = null },
        new AgentEffect.Terminate());

    private static AgentStep WhileEnding(
        AgentState state, AgentInput input, TimeSpan now, SessionRules rules) => input switch
    {
        AgentInput.DeadlineCame when state.Due is { } due && now >= due =>

            // Again until the pane is seen dead: a kill that failed must not leave it for ever.
            new(state with { Due = now + rules.KillAgain }, new AgentEffect.KillTree()),
        AgentInput.DeliverAsked => new(state, new AgentEffect.Refuse("The agent was asked to end.")),
        _ => new(state),
    };

    private static AgentStep Dead(AgentState state, AgentSignal.Exited exit)
    {
        var killed = state.Interruption is { IsKilling: true };
        var gone = state with
        {
            Phase = AgentPhase.Gone,
            Due = null,
            Instruction = null,
            Next = null,
            HeldEnd = null,
            Interruption = null,
            OpenCalls = [],
            Exit = exit,
        };
        return new(
            gone,
            new AgentEffect.AnswerInterrupt(killed ? InterruptOutcome.Killed : InterruptOutcome.Gone),
            new AgentEffect.Tell(exit));
    }

    private static AgentStep AfterTheEnd(AgentState state, AgentInput input) => input switch
    {
        AgentInput.DeliverAsked => new(state, new AgentEffect.Refuse("The agent is gone.")),
        AgentInput.InterruptAsked => new(state, new AgentEffect.AnswerInterrupt(InterruptOutcome.Gone)),
        _ => new(state),
    };
}
