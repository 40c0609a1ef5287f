using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Channels;

/// <summary>
/// Posts frames to the connections of a WebSocket API, a message each, in order. Every connection has a queue of its
/// own: who posts waits a moment for the answer, so that a connection that is gone is told at once, but not for one
/// that is slow. One that falls too far behind is cut off; its client comes back and reads the log.
/// </summary>
internal sealed partial class ApiGatewayClientChannel(
    ConnectionPost post, IConnectionStore connections, TimeProvider time, ILogger<ApiGatewayClientChannel> logger)
    : IClientChannel, IAsyncDisposable
{
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestGoodbye = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<string, ConnectionQueue> queues = new(StringComparer.Ordinal);
    private readonly CancellationTokenSource stopping = new();

    public async Task<bool> PostAsync(
        Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ObjectDisposedException.ThrowIf(stopping.IsCancellationRequested, this);
        if (frames.Count == 0)
        {
            return true;
        }

        var (queue, begins, sent) = Add(connection.Id, frames);
        if (begins)
        {
            queue.Pump = PumpAsync(connection, queue);
        }
        else if (queue.IsFull)
        {
            await CutOffAsync(connection, queue, cancellationToken);
            return false;
        }
        else
        {
            // It is behind already: what it gets, it gets later.
            return true;
        }

        try
        {
            return await sent.WaitAsync(Moment, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            return true;
        }
    }

    public async Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken)
    {
        if (queues.TryRemove(connection.Id, out var queue))
        {
            queue.Close();
        }

        if (await post.CloseAsync(connection.Id, cancellationToken) == PostOutcome.Dropped)
        {
            throw new StoreUnavailableException("The socket cannot be closed just now.");
        }
    }

    /// <summary>Gives what waits a moment to leave.</summary>
    public async ValueTask DisposeAsync()
    {
        stopping.CancelAfter(LongestGoodbye);
        await Task.WhenAll(queues.Values.Select(queue => queue.Pump))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await stopping.CancelAsync();
        stopping.Dispose();
    }

    private (ConnectionQueue Queue, bool Begins, Task<bool> Sent) Add(string connection, IReadOnlyList<Frame> frames)
    {
        while (true)
        {
            var queue = queues.GetOrAdd(connection, _ => new ConnectionQueue());
            if (queue.Add(frames) is (var begins, { } sent))
            {
                return (queue, begins, sent);
            }

            // It ended just now; whoever ended it may not have removed it yet.
            queues.TryRemove(KeyValuePair.Create(connection, queue));
        }
    }

    private async Task PumpAsync(Connection connection, ConnectionQueue queue)
    {
        try
        {
            while (queue.Peek() is { } frame)
            {
                if (await post.SendAsync(connection.Id, frame.Utf8, stopping.Token) == PostOutcome.Gone)
                {
                    queue.Close();
                    queues.TryRemove(KeyValuePair.Create(connection.Id, queue));
                    await ForgetAsync(connection);
                    return;
                }

                if (!queue.Advance())
                {
                    break;
                }
            }
        }
        catch (OperationCanceledException)
        {
            queue.Close();
        }
        finally
        {
            queues.TryRemove(KeyValuePair.Create(connection.Id, queue));
        }
    }

    private async Task CutOffAsync(Connection connection, ConnectionQueue queue, CancellationToken cancellationToken)
    {
        LogCutOff(connection.Session);
        queue.Close();
        queues.TryRemove(KeyValuePair.Create(connection.Id, queue));
        await ForgetAsync(connection);

        // The gateway may take its time over that; the others' frames do not.
        var closing = post.CloseAsync(connection.Id, stopping.Token);
        await Task.WhenAny(closing, Task.Delay(Moment, time, cancellationToken));
    }

    /// <summary>What cannot be forgotten now is with the next frame.</summary>
    private async Task ForgetAsync(Connection connection)
    {
        try
        {
            await connections.RemoveAsync(connection.Session, connection.Id, stopping.Token);
        }
        catch (StoreUnavailableException failure)
        {
            LogNotForgotten(connection.Session, failure);
        }
    }

    [LoggerMessage(LogLevel.Warning, "A client of session {SessionId} fell too far behind and is cut off")]
    private partial void LogCutOff(SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "A connection of session {SessionId} is gone and could not be forgotten yet")]
    private partial void LogNotForgotten(SessionId sessionId, Exception failure);
}
