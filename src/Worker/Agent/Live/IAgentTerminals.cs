using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Live;

/// <summary>The terminals of this machine's agents, to be looked at and typed into by people.</summary>
public interface IAgentTerminals
{
    /// <summary>Begins to watch a session's terminal, whether or not there is one.</summary>
    /// <param name="changed">Called, from any thread, when there may be something new to read.</param>
    IAgentTerminal Watch(SessionId session, Action changed);

    /// <summary>Types bytes as they are; false when there is no terminal.</summary>
    Task<bool> TypeAsync(SessionId session, ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken);

    /// <summary>Gives the terminal another size; false when there is none.</summary>
    Task<bool> ResizeAsync(SessionId session, int columns, int rows, CancellationToken cancellationToken);

    /// <summary>Gives the terminal the size that agents are started with; absent is fine.</summary>
    Task RestoreSizeAsync(SessionId session, CancellationToken cancellationToken);
}
