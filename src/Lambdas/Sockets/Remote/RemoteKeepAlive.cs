using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Protocol;

namespace TmuxBuilder.Sockets.Remote;

/// <summary>
/// Keeps sockets open that nothing is sent over: proxies close what is silent for ten minutes. Called every minute, it
/// gives each socket a <c>pong</c> every fifth.
/// </summary>
public sealed class RemoteKeepAlive(SessionHistory history, IClientChannel channel, IConnectionStore connections)
{
    private const int Minutes = 5;
    private const int AtOnce = 16;

    /// <summary>
    /// Sends a pong on the sockets whose turn it is; returns how many took it and how many were gone.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The connections could not be read.</exception>
    public async Task<(int Reached, int Gone)> SendAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var turn = (int)(now.ToUnixTimeSeconds() / 60 % Minutes);
        var (reached, gone) = (0, 0);
        await Parallel.ForEachAsync(
            connections.ListAllAsync(cancellationToken),
            new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken },
            async (connection, token) =>
            {
                if (connection.Live && TurnOf(connection.Id) == turn)
                {
                    switch (await SendAsync(connection, token))
                    {
                        case true:
                            Interlocked.Increment(ref reached);
                            break;
                        case false:
                            Interlocked.Increment(ref gone);
                            break;
                    }
                }
            });
        return (reached, gone);
    }

    /// <summary>Sends a pong on every socket of one session.</summary>
    /// <exception cref="StoreUnavailableException">The connections could not be read.</exception>
    public async Task BeatAsync(SessionId session, CancellationToken cancellationToken)
    {
        foreach (var connection in await connections.ListAsync(session, cancellationToken))
        {
            if (connection.Live)
            {
                await SendAsync(connection, cancellationToken);
            }
        }
    }

    /// <summary>The same in every process, unlike a string's own hash.</summary>
    private static int TurnOf(string connection) => connection.Sum(letter => letter) % Minutes;

    /// <summary>Whether it took it; <see langword="null"/> when that is not known now.</summary>
    private async Task<bool?> SendAsync(Connection connection, CancellationToken cancellationToken)
    {
        try
        {
            if (await history.OpenAsync(connection.Audience, long.MaxValue, cancellationToken) is { } reader
                && await channel.PostAsync(
                    connection, [new Frame(null, ServerFrames.Pong(reader.LastSeq))], cancellationToken))
            {
                return true;
            }

            await connections.RemoveAsync(connection.Session, connection.Id, cancellationToken);
            return false;
        }
        catch (StoreUnavailableException)
        {
            return null;
        }
    }
}
