using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Finishes what the creation of a session left out because it was cut off, or takes back a session that nobody was
/// told of.
/// </summary>
public sealed partial class FinishCreations(
    ISessionStore sessions,
    IRequestStore requests,
    ICommandStore pending,
    CommandSender commands,
    CreateSession create,
    SweepOptions options,
    TimeProvider time,
    ILogger<FinishCreations> logger)
{
    private const int Batch = 100;

    // As a duplicate's own: until a worker has copied it, the copy is nothing.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(3650);

    /// <summary>Looks at the oldest hundred; returns how many were begun now, and how many taken back.</summary>
    public async Task<(int Begun, int TakenBack)> LookAsync(CancellationToken cancellationToken)
    {
        var (begun, takenBack) = (0, 0);
        var before = time.GetUtcNow() - options.Creation;
        foreach (var id in await sessions.ListUnbegunAsync(before, Batch, cancellationToken))
        {
            if (await sessions.FindAsync(id, cancellationToken) is not { State: SessionState.Initializing } session
                || await pending.ListPendingAsync(id, time.GetUtcNow(), cancellationToken) is not [])
            {
                continue;
            }

            if (await IsUntoldAsync(session, cancellationToken))
            {
                await sessions.EraseAsync(id, lease: null, cancellationToken);
                LogTakenBack(id);
                takenBack++;
                continue;
            }

            await BeginAsync(session, cancellationToken);
            LogBegun(id);
            begun++;
        }

        return (begun, takenBack);
    }

    /// <summary>
    /// Whether an approval made it that was then not decided, or decided by somebody else: the request never led here.
    /// </summary>
    private async Task<bool> IsUntoldAsync(Session session, CancellationToken cancellationToken) =>
        session.ApprovedFrom is { } from
        && (await requests.FindAsync(from, cancellationToken))?.Session != session.Id;

    private Task BeginAsync(Session session, CancellationToken cancellationToken) => session switch
    {
        { CopyOf: not null } => commands.SendAsync(
            session.Id, CommandKind.Copy, CommandSender.NoPayload, Lifetime, null, cancellationToken),

        // The copy of one that was purged meanwhile, and that had no request: it begins with the first message.
        { InitialRequest: "" } => sessions.ChangeAsync(
            session.Id, found => found with { State = SessionState.Ready }, cancellationToken),
        _ => create.StartAsync(session, By.Platform, cancellationToken),
    };

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} was stored without its first work, which begins now")]
    private partial void LogBegun(SessionId sessionId);

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId} was stored for a request that never led to it, and is erased")]
    private partial void LogTakenBack(SessionId sessionId);
}
