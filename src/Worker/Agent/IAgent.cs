using System.Threading.Channels;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent;

/// <summary>One running agent. Disposing it lets go of the pane without ending it.</summary>
public interface IAgent : IAsyncDisposable
{
    SessionId Session { get; }

    /// <summary>What the agent was seen to do, in order; completes after <see cref="AgentSignal.Exited"/>.</summary>
    ChannelReader<AgentSignal> Signals { get; }

    /// <summary>
    /// Says which instruction comes next, so that an agent that rests has its line in the box by the time it may be
    /// entered. No more than a hint: it is never entered by this, whatever is delivered next stands alone, and an agent
    /// that is busy or gone takes no notice.
    /// </summary>
    /// <exception cref="ArgumentException">The line is not one that may be typed.</exception>
    void Prepare(Instruction instruction);

    /// <summary>
    /// Types the instruction once the agent takes input and presses Enter when the line is in the box:
    /// <see cref="AgentSignal.Typed"/>. Then <see cref="AgentSignal.Accepted"/> follows, or
    /// <see cref="AgentSignal.NotTaken"/> after Enter alone was tried again. Returns once it is under way; an
    /// instruction that is under way already is not typed again.
    /// </summary>
    /// <exception cref="ArgumentException">The line is not one that may be typed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The agent is gone, or another instruction is still being delivered.
    /// </exception>
    Task DeliverAsync(Instruction instruction, CancellationToken cancellationToken);

    /// <summary>
    /// Goes on with a delivery that an earlier process of this worker may have begun: looks for proof that it was
    /// taken, presses Enter when the line is in the box, and types it only where nothing took it and the box is empty.
    /// The outcome comes as with <see cref="DeliverAsync"/>.
    /// </summary>
    /// <exception cref="ArgumentException">The line is not one that may be typed.</exception>
    /// <exception cref="InvalidOperationException">
    /// The agent is gone, or another instruction is still being delivered.
    /// </exception>
    Task RecoverDeliveryAsync(Instruction instruction, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the agent's own durable records (spooled hooks, conversation) show that it took the instruction; never
    /// while that still waits to be typed. Asked before it is told to another agent.
    /// </summary>
    Task<bool> HasTakenAsync(Instruction instruction, CancellationToken cancellationToken);

    /// <summary>
    /// Whether the agent's own records hold the end of the turn that the instruction began, so that it writes no more
    /// of it; always of an agent that keeps none. One that was interrupted or failed may never write it.
    /// </summary>
    Task<bool> HasRecordedEndAsync(Instruction instruction, CancellationToken cancellationToken);

    /// <summary>Interrupts what the agent does, and kills it when nothing proves that it stopped.</summary>
    Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken);

    /// <summary>Ends the agent: asks first, kills after a few seconds.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>The pane's text, for diagnosis.</summary>
    Task<string> CaptureAsync(CancellationToken cancellationToken);

    /// <summary>What is known of the agent, for admins; also after it is gone, until it is disposed.</summary>
    Task<AgentDiagnosis> DiagnoseAsync(CancellationToken cancellationToken);
}
