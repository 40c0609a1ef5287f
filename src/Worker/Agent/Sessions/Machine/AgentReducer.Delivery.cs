using TmuxBuilder.Agent.Delivery;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <content>An instruction's way into the agent: typed once, Enter as often as it takes.</content>
internal static partial class AgentReducer
{
    private const int LooksForBox = 3;

    /// <summary>
    /// Typing ahead decides nothing: whatever is delivered next clears the box, unless it is this very instruction.
    /// </summary>
    private static AgentStep PrepareAsked(AgentState state, Instruction instruction) =>
        state.Phase == AgentPhase.Idle
            ? new(state with { Prepared = null }, new AgentEffect.Prepare(instruction))
            : new(state);

    private static AgentStep LinePrepared(AgentState state, Instruction instruction) =>
        new(state.Phase == AgentPhase.Idle ? state with { Prepared = instruction } : state);

    private static AgentStep DeliverAsked(AgentState state, AgentInput.DeliverAsked asked)
    {
        var same = state.Instruction?.PromptFile == asked.Instruction.PromptFile;
        return state.Phase switch
        {
            AgentPhase.Idle when asked.Recover => Recover(state, asked.Instruction),
            AgentPhase.Idle => Type(state, asked.Instruction),
            AgentPhase.AwaitingAcceptance when same && asked.Recover => Recover(state, asked.Instruction),
            AgentPhase.Busy when same && asked.Recover =>
                new(state, new AgentEffect.Tell(new AgentSignal.Accepted(asked.Instruction.Line))),
            AgentPhase.Typing or AgentPhase.AwaitingAcceptance or AgentPhase.Busy when same => new(state),

            // Given up, or left by an earlier process: its text is cleared away before the next is typed.
            AgentPhase.AwaitingAcceptance when state.Due is null => Type(state, asked.Instruction),
            AgentPhase.Typing or AgentPhase.AwaitingAcceptance =>
                new(state, new AgentEffect.Refuse("Another instruction is still being delivered.")),
            _ when state.Next is { } next && next.Instruction.PromptFile != asked.Instruction.PromptFile =>
                new(state, new AgentEffect.Refuse("Another instruction already waits to be delivered.")),
            _ => new(state with { Next = asked }),
        };
    }

    private static AgentStep Type(AgentState state, Instruction instruction) => new(
        state with
        {
            Phase = AgentPhase.Typing,
            Due = null,
            Instruction = instruction,
            Prepared = null,
            EnterTries = 0,
            IsEnterDue = false,
            IsRecovering = false,
            IsAdopted = false,
            LastCall = null,
            FailedCalls = 0,
            HeldEnd = null,
        },
        new AgentEffect.Type(instruction, state.Prepared == instruction));

    private static AgentStep Recover(AgentState state, Instruction instruction) => new(
        state with
        {
            Phase = AgentPhase.AwaitingAcceptance,
            Due = null,
            Instruction = instruction,
            EnterTries = 0,
            IsEnterDue = false,
            IsRecovering = true,
        },
        new AgentEffect.LookForEvidence(instruction, WithBox: true));

    private static AgentStep LineTyped(AgentState state, AgentInput.LineTyped typed, TimeSpan now, SessionRules rules)
    {
        if (state is not { Phase: AgentPhase.Typing, Instruction: { } instruction })
        {
            return new(state);
        }

        // After a failure nobody knows what is in the box: Enter alone is harmless, typing again is not.
        var awaiting = state with { Phase = AgentPhase.AwaitingAcceptance, Due = now + rules.EnterAfter };
        return typed.Failed
            ? new(awaiting)
            : new(awaiting, new AgentEffect.Tell(new AgentSignal.Typed(instruction.Line)));
    }

    private static AgentStep Submitted(AgentState state, string prompt, TimeSpan now, SessionRules rules)
    {
        var told = new AgentEffect.Tell(new AgentSignal.Accepted(prompt));
        var ours = state.Instruction is { } instruction && instruction.IsPrompt(prompt);
        return state.Phase switch
        {
            AgentPhase.AwaitingAcceptance or AgentPhase.Typing when ours => Accept(state, prompt, now, rules),
            AgentPhase.Busy when ours => new(state),
            AgentPhase.Interrupting => new(state, told),

            // Of an agent whose model is not seen, its hooks are all there is; of others a call will show that it
            // works.
            AgentPhase.Idle when !rules.HasModel => new(Work(state, now, rules), told),
            _ => new(state, told),
        };
    }

    private static AgentStep Accept(AgentState state, string line, TimeSpan now, SessionRules rules) =>
        new(Work(state, now, rules), new AgentEffect.Tell(new AgentSignal.Accepted(line)));

    private static AgentState Work(AgentState state, TimeSpan now, SessionRules rules) => state with
    {
        Phase = AgentPhase.Busy,
        Prepared = null,
        Due = now + rules.SilenceLook,
        LastSeen = now,
        IsRecovering = false,
        StallTold = false,
        OpenTools = 0,
        HeldEnd = null,
    };

    private static AgentStep EvidenceRead(
        AgentState state, AgentInput.EvidenceRead read, TimeSpan now, SessionRules rules)
    {
        if (state is not { Phase: AgentPhase.AwaitingAcceptance, Instruction: { } instruction }
            || instruction != read.Instruction)
        {
            return new(state);
        }

        var evidence = read.Evidence;
        if (evidence.Taken)
        {
            return Accept(state, instruction.Line, now, rules);
        }

        if (state.IsRecovering)
        {
            return GoOn(state, instruction, evidence, now, rules);
        }

        if (!state.IsEnterDue)
        {
            // Asked for by a call of the model that turned out to be something else's.
            return new(state);
        }

        return state.EnterTries < rules.EnterTries
            ? new(
                state with { IsEnterDue = false, EnterTries = state.EnterTries + 1, Due = now + rules.EnterAfter },
                new AgentEffect.PressEnter())
            : new(
                state with { IsEnterDue = false, Due = null },
                new AgentEffect.Tell(new AgentSignal.NotTaken(instruction.Line)));
    }

    /// <summary>
    /// Goes on with what an earlier process began; the text only where the box is proved not to hold it.
    /// </summary>
    private static AgentStep GoOn(
        AgentState state, Instruction instruction, DeliveryEvidence evidence, TimeSpan now, SessionRules rules)
    {
        if (!evidence.WasTyped)
        {
            return Type(state, instruction);
        }

        if (evidence.Box == BoxContent.Empty)
        {
            // It may have been taken just now, with its records still to be written: a second look after a while
            // decides.
            return state.EnterTries > 0 && state.OpenCalls.IsEmpty
                ? Type(state, instruction)
                : new(state with { EnterTries = state.EnterTries + 1, Due = now + rules.EnterAfter });
        }

        if (evidence.Box == BoxContent.Unknown && state.EnterTries < LooksForBox)
        {
            // A screen that is just being drawn, or a hint where the line would be.
            return new(state with { EnterTries = state.EnterTries + 1, Due = now + (rules.EnterAfter / LooksForBox) });
        }

        return new(
            state with { IsRecovering = false, IsEnterDue = false, EnterTries = 0, Due = now + rules.EnterAfter },
            new AgentEffect.PressEnter(),
            new AgentEffect.Tell(new AgentSignal.Typed(instruction.Line)));
    }
}
