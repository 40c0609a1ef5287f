using System.Globalization;
using System.Net.Sockets;
using System.Text;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Channel;

/// <summary>Listens on one agent's <c>worker.sock</c>, and looks into its spool when it begins.</summary>
internal sealed partial class WorkerSocket(
    SessionId session, string path, AgentInbox inbox, ILogger<WorkerSocket> logger) : IAsyncDisposable
{
    private const int MaxConnections = 32;

    // An agent that runs as a user of its own connects by the group its folder is lent to.
    private const UnixFileMode SocketMode =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.GroupWrite;

    private static readonly TimeSpan ReadTimeout = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(30);

    private readonly Socket listener = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly CancellationTokenSource stopping = new();
    private Task running = Task.CompletedTask;
    private int disposed;

    /// <summary>
    /// Takes the socket's place; <paramref name="afterDrain"/> runs once the spool has been delivered.
    /// </summary>
    public void Start(Func<CancellationToken, Task> afterDrain)
    {
        File.Delete(path);
        listener.Bind(new UnixDomainSocketEndPoint(path));
        File.SetUnixFileMode(path, SocketMode);
        listener.Listen(MaxConnections);
        var token = stopping.Token;
        running = Task.WhenAll(
            Enumerable.Range(0, MaxConnections).Select(_ => AcceptAsync(token))
                .Append(CatchUpAsync(afterDrain, token)));
    }

    /// <summary>Delivers what waits in the spool: scripts put it there while nobody answered them in time.</summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        try
        {
            await inbox.DrainAsync(cancellationToken);
        }
        catch (IOException exception)
        {
            LogFailed(exception, session);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            await stopping.CancelAsync();
            listener.Dispose();
            await running;
            stopping.Dispose();
        }
    }

    private static async Task<byte[]?> ReadAsync(Socket connection, CancellationToken cancellationToken)
    {
        var buffer = new byte[4096];
        var length = 0;
        while (await connection.ReceiveAsync(buffer.AsMemory(length), cancellationToken) is > 0 and var read)
        {
            length += read;
            if (length > AgentRequest.MaxBytes)
            {
                return null;
            }

            if (length == buffer.Length)
            {
                Array.Resize(ref buffer, Math.Min(buffer.Length * 4, AgentRequest.MaxBytes + 1));
            }
        }

        return buffer[..length];
    }

    private async Task AcceptAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                using var connection = await listener.AcceptAsync(cancellationToken);
                await ServeAsync(connection, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // A slow script gave up its turn, or we are stopping, which the loop sees.
            }
            catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
            {
                LogConnectionLost(session, exception.Message);
            }
#pragma warning disable CA1031 // What a handler throws ends one request, which its script keeps, not the service.
            catch (Exception exception)
#pragma warning restore CA1031
            {
                LogFailed(exception, session);
            }
        }
    }

    private async Task ServeAsync(Socket connection, CancellationToken cancellationToken)
    {
        using var reading = Limited(ReadTimeout, cancellationToken);
        var request = await ReadAsync(connection, reading.Token) is { } bytes ? AgentRequest.Parse(bytes) : null;
        if (request is null)
        {
            await SendAsync(connection, "That is no request this worker knows.\nexit 2\n", cancellationToken);
            return;
        }

        using var handling = Limited(
            request.Verb is "notify" or AgentRequest.HookVerb ? AnswerTimeout : Timeout.InfiniteTimeSpan,
            cancellationToken);
        var status =
            await inbox.HandleAsync(request, (line, token) => TellAsync(connection, line, token), handling.Token);
        await SendAsync(connection, string.Create(CultureInfo.InvariantCulture, $"exit {status}\n"), cancellationToken);
    }

    /// <summary>Sends one line; a script that no longer listens does not stop the work it asked for.</summary>
    private async Task TellAsync(Socket connection, string line, CancellationToken cancellationToken)
    {
        try
        {
            await SendAsync(connection, line.ReplaceLineEndings(" ") + "\n", cancellationToken);
        }
        catch (SocketException exception)
        {
            LogConnectionLost(session, exception.Message);
        }
    }

    private static async Task SendAsync(Socket connection, string text, CancellationToken cancellationToken)
    {
        using var sending = Limited(ReadTimeout, cancellationToken);
        ReadOnlyMemory<byte> rest = Encoding.UTF8.GetBytes(text);
        while (rest.Length > 0)
        {
            rest = rest[await connection.SendAsync(rest, sending.Token)..];
        }
    }

    private static CancellationTokenSource Limited(TimeSpan limit, CancellationToken cancellationToken)
    {
        var source = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        source.CancelAfter(limit);
        return source;
    }

    private async Task CatchUpAsync(Func<CancellationToken, Task> afterDrain, CancellationToken cancellationToken)
    {
        try
        {
            await DrainAsync(cancellationToken);
            await afterDrain(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    [LoggerMessage(LogLevel.Debug, "Session {SessionId}: a script went away: {Reason}")]
    private partial void LogConnectionLost(SessionId sessionId, string reason);

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: a request of the agent's failed; its script keeps it or says so")]
    private partial void LogFailed(Exception exception, SessionId sessionId);
}
