using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Sessions;

/// <summary>Deletes sessions whose time is up; the host calls it from a timer.</summary>
public sealed partial class ExpireSessions(
    ISessionStore sessions, DeleteSession delete, TimeProvider time, ILogger<ExpireSessions> logger)
{
    private const int Batch = 100;

    /// <summary>Deletes at most 100 expired sessions; returns how many.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        foreach (var id in await sessions.ListExpiredAsync(time.GetUtcNow(), Batch, cancellationToken))
        {
            if (await delete.DeleteAsync(id, By.Platform, cancellationToken) == SessionOutcome.Done)
            {
                expired++;
                LogExpired(id);
            }
        }

        return expired;
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId} expired and was deleted")]
    private partial void LogExpired(SessionId sessionId);
}
