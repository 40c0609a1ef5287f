using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Remote;

/// <summary>
/// Greets sockets: the history, then live from there on. Between the history and being live entries may have come;
/// they are read once more and sent. Every greeting may come again.
/// </summary>
public sealed partial class Greeter(
    RemoteHistory history,
    IRemoteSockets sockets,
    IConnectionStore connections,
    TimeProvider time,
    ILogger<Greeter> logger)
{
    /// <summary>For so long after its handshake a socket that is not there yet may still come.</summary>
    private static readonly TimeSpan Opening = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMilliseconds(500);

    /// <summary>Greets a socket, unless it was greeted already or has gone.</summary>
    /// <exception cref="StoreUnavailableException">It has to be greeted again later.</exception>
    public async Task GreetAsync(Greeting greeting, CancellationToken cancellationToken)
    {
        var known = await connections.ListAsync(greeting.Session, cancellationToken);
        if (known.FirstOrDefault(one => one.Id == greeting.Connection) is not { Live: false } connection)
        {
            return;
        }

        var begun = time.GetTimestamp();
        for (var wait = FirstWait; !await TryGreetAsync(connection, greeting.Since, cancellationToken); wait *= 2)
        {
            if (time.GetUtcNow() - connection.ConnectedAt >= Opening || time.GetElapsedTime(begun) >= Opening)
            {
                await ForgetAsync(connection, cancellationToken);
                return;
            }

            await Task.Delay(wait < LongestWait ? wait : LongestWait, time, cancellationToken);
        }
    }

    /// <summary>False when the gateway knows no such socket: no more, or not yet.</summary>
    private async Task<bool> TryGreetAsync(Connection connection, string? since, CancellationToken cancellationToken)
    {
        var opening = ClientFrame.Opening(since);
        if (await history.OpenAsync(connection, opening.Since, cancellationToken) is not { } reader)
        {
            await sockets.CloseAsync(connection.Id, cancellationToken);
            await ForgetAsync(connection, cancellationToken);
            return true;
        }

        if ((opening.Fault != FrameFault.None
                && !await sockets.SendAsync(connection.Id, ServerFrames.Error(opening.Fault), cancellationToken))
            || !await history.SendAsync(connection, reader, cancellationToken))
        {
            return false;
        }

        await connections.PutAsync(connection with { Live = true }, cancellationToken);
        return await history.CatchUpAsync(connection, reader, cancellationToken);
    }

    private async Task ForgetAsync(Connection connection, CancellationToken cancellationToken)
    {
        LogGone(connection.Session);
        await connections.RemoveAsync(connection.Session, connection.Id, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "A socket of session {SessionId} was gone before it was greeted")]
    private partial void LogGone(SessionId sessionId);
}
