using System.Net.WebSockets;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Sockets.Admission;
using TmuxBuilder.Sockets.Protocol;
using TmuxBuilder.Sockets.Terminal;

namespace TmuxBuilder.Sockets.Hosting;

/// <summary>Keeps the accepted sockets of this process: known while they live, reviewed, and ended cleanly.</summary>
internal sealed partial class SocketKeeper(
    SocketAdmission admission,
    SessionHistory history,
    LocalSockets sockets,
    IConnectionStore connections,
    SocketOptions options,
    IHostApplicationLifetime lifetime,
    TimeProvider time,
    ILogger<SocketKeeper> logger,
    ILiveTerminals? terminals = null)
{
    /// <summary>Serves a socket until either side ends it.</summary>
    public async Task ServeAsync(
        WebSocket socket, Admitted admitted, HttpRequest request, CancellationToken cancellationToken)
    {
        using var connection = Open(socket, admitted.Connection.Audience);
        await using var desk = DeskFor(admitted, connection);
        connection.Desk = desk;
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        sockets.Add(admitted.Connection.Id, connection);
        await using var stopping = lifetime.ApplicationStopping.Register(() => connection.Close(SocketClose.GoingAway));
        var receiving = new WebSocketReceiver(socket, connection).RunAsync(cancellationToken);
        var reviewing = ReviewAsync(admitted, connection, over.Token);
        try
        {
            await connections.PutAsync(admitted.Connection, over.Token);
            await connection.RunAsync(ClientFrame.Opening(request.Query["since"]), over.Token);
        }
        catch (StoreUnavailableException exception)
        {
            LogUnavailable(exception);
            connection.Close(SocketClose.Unavailable);
        }
        catch (Exception end) when (IsLoss(end))
        {
            LogCutOff(admitted.Connection.Session, end.GetType().Name);
            connection.Abandon();
        }
        finally
        {
            sockets.Remove(admitted.Connection.Id);
            await over.CancelAsync();
            await reviewing;
            await ForgetAsync(admitted.Connection);
            await EndAsync(socket, connection, receiving);
        }
    }

    /// <summary>Tells a client why it is not served.</summary>
    public async Task RefuseAsync(WebSocket socket, SocketClose refusal, CancellationToken cancellationToken)
    {
        using var connection = Open(socket, default);
        connection.Close(refusal);
        await EndAsync(socket, connection, new WebSocketReceiver(socket, connection).RunAsync(cancellationToken));
    }

    /// <summary>The means of an admin to watch the session's terminal; given up with the socket.</summary>
    private TerminalDesk? DeskFor(Admitted admitted, SocketConnection connection) =>
        admitted.Connection.Audience.SeesRaw
            ? new TerminalDesk(
                terminals, admitted.Connection.Session, new By(admitted.Admin ?? "admin", TraceId: null), connection.Look)
            : null;

    private SocketConnection Open(WebSocket socket, Audience audience) =>
        new(audience, history, new WebSocketTransport(socket), options, time);

    /// <summary>Has a pong sent at every interval, and ends a socket whose session or share is gone.</summary>
    private async Task ReviewAsync(Admitted admitted, SocketConnection connection, CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(options.KeepAlive, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (await admission.ReviewAsync(admitted, cancellationToken) is { } end)
                {
                    connection.Close(end);
                    return;
                }

                connection.KeepAlive();
            }
        }
        catch (OperationCanceledException)
        {
            // The socket ended.
        }
        catch (StoreUnavailableException exception)
        {
            LogUnavailable(exception);
            connection.Close(SocketClose.Unavailable);
        }
    }

    /// <summary>Says why, then waits for the client's own close, so that it reads ours; but not for long.</summary>
    private async Task EndAsync(WebSocket socket, SocketConnection connection, Task receiving)
    {
        using var grace = new CancellationTokenSource(options.CloseGrace, time);
        await using var abort = grace.Token.Register(static socket => ((WebSocket)socket!).Abort(), socket);
        try
        {
            await connection.SayWhyAsync();
        }
        catch (Exception end) when (IsLoss(end))
        {
            LogGone(end.GetType().Name);
            socket.Abort();
        }

        await receiving;
    }

    private async Task ForgetAsync(Connection connection)
    {
        using var limit = new CancellationTokenSource(options.SendTimeout, time);
        try
        {
            await connections.RemoveAsync(connection.Session, connection.Id, limit.Token);
        }
        catch (Exception exception) when (exception is StoreUnavailableException or OperationCanceledException)
        {
            // Whoever posts to it next finds it gone and forgets it.
            LogUnavailable(exception);
        }
    }

    private static bool IsLoss(Exception exception) =>
        exception is OperationCanceledException or WebSocketException or IOException;

    [LoggerMessage(LogLevel.Information, "A socket of session {SessionId} was cut off: {Cause}")]
    private partial void LogCutOff(SessionId sessionId, string cause);

    [LoggerMessage(LogLevel.Debug, "A client was gone before it was told why: {Cause}")]
    private partial void LogGone(string cause);

    [LoggerMessage(LogLevel.Warning, "A socket had to do without the store")]
    private partial void LogUnavailable(Exception exception);
}
