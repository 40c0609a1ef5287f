using System.Threading.Channels;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent;

/// <summary>One running agent. Disposing it lets go of the pane without ending it.</summary>
public interface IAgent : IAsyncDisposable
{
    SessionId Session { get; }

    /// <summary>What the agent was seen to do, in order; completes after <see cref="AgentSignal.Exited"/>.</summary>
    ChannelReader<AgentSignal> Signals { get; }

    /// <summary>
    /// Clears the input box, types <paramref name="line"/> and presses Enter once it is in the box. The line is one
    /// printable line made by us, never a client's words.
    /// </summary>
    Task TypeAsync(string line, CancellationToken cancellationToken);

    /// <summary>Presses Enter again; harmless when the box is empty.</summary>
    Task PressEnterAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Whether the agent's own durable records (spooled hooks, conversation) show that it took the instruction naming
    /// <paramref name="promptFile"/>; asked after a restart, before anything is typed again.
    /// </summary>
    Task<bool> HasTakenAsync(string promptFile, CancellationToken cancellationToken);

    /// <summary>Interrupts what the agent does; it stays alive and takes input again.</summary>
    Task InterruptAsync(CancellationToken cancellationToken);

    /// <summary>Ends the agent: asks first, kills after a few seconds.</summary>
    Task StopAsync(CancellationToken cancellationToken);

    /// <summary>The pane's text, for diagnosis.</summary>
    Task<string> CaptureAsync(CancellationToken cancellationToken);
}
