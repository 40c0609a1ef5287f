using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Activity;

/// <summary>Posts stored entries to the session's live connections, each in the form its role may see.</summary>
public sealed class ActivityFanOut(IConnectionStore connections, IClientChannel channel)
{
    public async Task SendAsync(SessionId session, IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        foreach (var connection in await connections.ListAsync(session, cancellationToken))
        {
            if (connection.Live && !await channel.PostAsync(connection, FramesFor(connection, entries), cancellationToken))
            {
                await connections.RemoveAsync(session, connection.Id, cancellationToken);
            }
        }
    }

    private static IReadOnlyList<Frame> FramesFor(Connection connection, IReadOnlyList<ActivityEntry> entries) =>
        [.. entries.Select(entry => FrameWriter.Live(connection, entry)).OfType<Frame>()];
}
