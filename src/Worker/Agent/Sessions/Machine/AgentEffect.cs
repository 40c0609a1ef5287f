namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>What is to be done next. A closed family.</summary>
internal abstract record AgentEffect
{
    private AgentEffect()
    {
    }

    /// <summary>Whoever runs the session is told.</summary>
    public sealed record Tell(AgentSignal Signal) : AgentEffect;

    /// <summary>The box is cleared and the line typed, until it shows; no Enter.</summary>
    public sealed record Prepare(Instruction Instruction) : AgentEffect;

    /// <summary>The box is cleared, the line typed, and Enter pressed once it shows.</summary>
    /// <param name="IsPrepared">The line stands in the box already: Enter is all that is missing.</param>
    public sealed record Type(Instruction Instruction, bool IsPrepared = false) : AgentEffect;

    /// <summary>Enter alone.</summary>
    public sealed record PressEnter : AgentEffect;

    /// <summary>The key that interrupts.</summary>
    public sealed record PressEscape : AgentEffect;

    /// <summary>What an interruption put back into the box is removed.</summary>
    public sealed record ClearBox : AgentEffect;

    /// <summary>
    /// Everything durable is asked whether the instruction was taken; with the box, whether it is still in there.
    /// </summary>
    public sealed record LookForEvidence(Instruction Instruction, bool WithBox) : AgentEffect;

    /// <summary>Status file and transcript are read; with tools, whether one still runs is looked for too.</summary>
    public sealed record ReadRecords(bool WithTools = false) : AgentEffect;

    /// <summary>The screen is read.</summary>
    public sealed record LookAtScreen : AgentEffect;

    /// <summary>It is asked to end.</summary>
    public sealed record Terminate : AgentEffect;

    /// <summary>All its processes are killed.</summary>
    public sealed record KillTree : AgentEffect;

    /// <summary>Whoever asked for an interruption is told how it went.</summary>
    public sealed record AnswerInterrupt(InterruptOutcome Outcome) : AgentEffect;

    /// <summary>What was asked cannot be done.</summary>
    public sealed record Refuse(string Reason) : AgentEffect;
}
