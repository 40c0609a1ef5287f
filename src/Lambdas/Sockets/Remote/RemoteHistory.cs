using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Sockets.Remote;

/// <summary>Sends what the log holds to a socket, frame by frame.</summary>
public sealed class RemoteHistory(SessionHistory history, IRemoteSockets sockets)
{
    private const int PageSize = 50;

    /// <summary>A reader at a number, or before the newest entries; <see langword="null"/> without a session.</summary>
    public Task<EntryReader?> OpenAsync(Connection connection, long? since, CancellationToken cancellationToken) =>
        history.OpenAsync(connection.Audience, since, cancellationToken);

    /// <summary>Sends the <c>history</c> frames; false when the socket is gone.</summary>
    public async Task<bool> SendAsync(Connection connection, EntryReader reader, CancellationToken cancellationToken)
    {
        await foreach (var frame in history.ReadAsync(reader, cancellationToken))
        {
            if (!await sockets.SendAsync(connection.Id, frame.Utf8, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Sends what came after as live frames; false when the socket is gone.</summary>
    public async Task<bool> CatchUpAsync(
        Connection connection, EntryReader reader, CancellationToken cancellationToken)
    {
        while (await reader.ReadAsync(PageSize, cancellationToken) is { Count: > 0 } page)
        {
            foreach (var entry in page)
            {
                if (FrameWriter.Live(connection, entry) is { } frame
                    && !await sockets.SendAsync(connection.Id, frame.Utf8, cancellationToken))
                {
                    return false;
                }
            }
        }

        return true;
    }
}
