using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Remote;

/// <summary>Answers what clients say on sockets that a gateway holds, and learns when they leave.</summary>
public sealed class RemoteConnections(RemoteHistory history, IRemoteSockets sockets, IConnectionStore connections)
{
    /// <summary>Answers a client's frame on the socket; what is none of ours is told so.</summary>
    /// <exception cref="StoreUnavailableException">The client was not answered; it asks again.</exception>
    public async Task SayAsync(
        string id, ReadOnlyMemory<byte> said, bool isBinary, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(id, cancellationToken) is not { } connection)
        {
            // Forgotten, so nothing would reach it: it shall come back.
            await sockets.CloseAsync(id, cancellationToken);
            return;
        }

        var frame = isBinary ? ClientFrame.Binary : ClientFrame.Parse(said.Span);
        if (!await AnswerAsync(connection, frame, cancellationToken))
        {
            await connections.RemoveAsync(connection.Session, id, cancellationToken);
        }
    }

    /// <summary>Forgets a socket that has ended.</summary>
    public async Task LeaveAsync(string id, CancellationToken cancellationToken)
    {
        if (await connections.FindAsync(id, cancellationToken) is { } connection)
        {
            await connections.RemoveAsync(connection.Session, id, cancellationToken);
        }
    }

    private async Task<bool> AnswerAsync(
        Connection connection, ClientFrame frame, CancellationToken cancellationToken)
    {
        var fault = frame.Fault != FrameFault.None || !frame.IsOfTerminal ? frame.Fault
            : connection.Audience.SeesRaw ? FrameFault.NoTerminal
            : FrameFault.UnknownAction;
        if (fault != FrameFault.None)
        {
            return await sockets.SendAsync(connection.Id, ServerFrames.Error(fault), cancellationToken);
        }

        // A pong says which entry is the newest: a client that is behind asks for what it missed.
        var since = frame.Action == ClientAction.Ping ? long.MaxValue : frame.Since;
        if (await history.OpenAsync(connection, since, cancellationToken) is not { } reader)
        {
            await sockets.CloseAsync(connection.Id, cancellationToken);
            return false;
        }

        return frame.Action == ClientAction.Ping
            ? await sockets.SendAsync(connection.Id, ServerFrames.Pong(reader.LastSeq), cancellationToken)
            : await history.SendAsync(connection, reader, cancellationToken);
    }
}
