using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Activity;

/// <summary>Posts stored entries to the session's live connections, each in the form its role may see.</summary>
public sealed partial class ActivityFanOut(
    IConnectionStore connections, IClientChannel channel, ILogger<ActivityFanOut> logger)
{
    /// <summary>
    /// Posts entries; never fails for want of a listener: they are stored already, and who missed some reads the log.
    /// </summary>
    public async Task SendAsync(
        SessionId session, IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        try
        {
            await PostAsync(session, entries, cancellationToken);
        }
#pragma warning disable CA1031 // Whatever is thrown, the entries are stored: failing the caller would repeat them.
        catch (Exception failure) when (failure is not OperationCanceledException)
#pragma warning restore CA1031
        {
            LogFailed(session, failure);
        }
    }

    private async Task PostAsync(
        SessionId session, IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        Dictionary<Audience, IReadOnlyList<Frame>> written = [];
        var posts = new List<Task>();
        foreach (var connection in await connections.ListAsync(session, cancellationToken))
        {
            if (!connection.Live)
            {
                continue;
            }

            if (!written.TryGetValue(connection.Audience, out var frames))
            {
                frames = [.. entries.Select(entry => FrameWriter.Live(connection, entry)).OfType<Frame>()];
                written.Add(connection.Audience, frames);
            }

            if (frames.Count > 0)
            {
                // Side by side: the way to one is not waited for by the next.
                posts.Add(PostAsync(connection, frames, cancellationToken));
            }
        }

        await Task.WhenAll(posts);
    }

    private async Task PostAsync(
        Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
    {
        if (!await channel.PostAsync(connection, frames, cancellationToken))
        {
            await connections.RemoveAsync(connection.Session, connection.Id, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Entries of session {SessionId} were stored but not sent; sockets will read them")]
    private partial void LogFailed(SessionId sessionId, Exception failure);
}
