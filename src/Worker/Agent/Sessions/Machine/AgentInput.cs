using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Delivery;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Screen;

namespace TmuxBuilder.Agent.Sessions.Machine;

/// <summary>Something that was seen of an agent or is asked of it. A closed family.</summary>
internal abstract record AgentInput
{
    private AgentInput()
    {
    }

    /// <summary>A hook ran, or was found in the spool.</summary>
    public sealed record HookSeen(AgentHook Hook) : AgentInput;

    /// <summary>The proxy passed a request on to the model.</summary>
    public sealed record ModelBegan(long Call, ModelCallKind Kind) : AgentInput;

    /// <summary>Part of an answer of the model came.</summary>
    public sealed record ModelProgressed(long Call) : AgentInput;

    /// <summary>A call of the model is over.</summary>
    public sealed record ModelEnded(long Call, ModelCallEnd End) : AgentInput;

    /// <summary>Its own records were read: status file and transcript.</summary>
    /// <param name="ToolsRun">A process of its own still ran when they had been read, whatever they say.</param>
    public sealed record RecordsRead(AgentRecords Records, bool ToolsRun = false) : AgentInput;

    /// <summary>Its screen was read.</summary>
    public sealed record ScreenRead(ScreenView View) : AgentInput;

    /// <summary>The line stands in the box of an agent that rests; Enter was not pressed.</summary>
    public sealed record LinePrepared(Instruction Instruction) : AgentInput;

    /// <summary>The line was typed and Enter pressed; or typing failed and nobody knows how far it came.</summary>
    public sealed record LineTyped(bool Failed) : AgentInput;

    /// <summary>What shows whether the instruction was taken.</summary>
    public sealed record EvidenceRead(Instruction Instruction, DeliveryEvidence Evidence) : AgentInput;

    /// <summary>What waited in the spool while no worker listened has been told.</summary>
    public sealed record CaughtUp : AgentInput;

    /// <summary>The session's folder is gone from its place.</summary>
    public sealed record FolderMissed : AgentInput;

    /// <summary>The pane is dead or gone, perhaps with the whole server.</summary>
    public sealed record PaneDead(AgentSignal.Exited Exit) : AgentInput;

    /// <summary>The deadline of the state came.</summary>
    public sealed record DeadlineCame : AgentInput;

    /// <summary>An instruction is about to be delivered: its line may be typed already.</summary>
    public sealed record PrepareAsked(Instruction Instruction) : AgentInput;

    /// <summary>An instruction is to be delivered, or a delivery of an earlier process to be gone on with.</summary>
    public sealed record DeliverAsked(Instruction Instruction, bool Recover) : AgentInput;

    /// <summary>What it does is to be interrupted.</summary>
    public sealed record InterruptAsked : AgentInput;

    /// <summary>It is to end.</summary>
    public sealed record StopAsked : AgentInput;
}
