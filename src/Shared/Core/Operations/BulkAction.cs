using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Operations;

/// <summary>Does the same to many sessions, each by itself, and keeps what came of each in an operation.</summary>
public sealed partial class BulkAction(
    IOperationStore operations,
    CompleteSession complete,
    DeleteSession delete,
    RestoreSession restore,
    PauseSession pause,
    PurgeSession purge,
    TimeProvider time,
    ILogger<BulkAction> logger)
{
    /// <summary>Sessions of one bulk action.</summary>
    public const int MaxSessions = 200;

    /// <summary>Runs through all of them; one that fails stops no other. Purges go on after it returns.</summary>
    public async Task<OperationId> RunAsync(
        BulkKind kind, IReadOnlyList<SessionId> sessions, By by, CancellationToken cancellationToken)
    {
        var distinct = sessions.Distinct().ToList();
        var operation = new Operation(
            OperationId.New(time),
            kind.ToString().ToLowerInvariant(),
            time.GetUtcNow(),
            [.. distinct.Select(id => new OperationItem(id.Short, OperationItemStates.Pending))]);
        await operations.CreateAsync(operation, cancellationToken);
        foreach (var id in distinct)
        {
            if (await OneAsync(kind, id, operation.Id, by, cancellationToken) is { } item)
            {
                await operations.SaveItemAsync(operation.Id, item, lease: null, cancellationToken);
            }
        }

        return operation.Id;
    }

    /// <summary>What came of one, or <see langword="null"/> while a worker is at it.</summary>
    private async Task<OperationItem?> OneAsync(
        BulkKind kind, SessionId id, OperationId operation, By by, CancellationToken cancellationToken)
    {
        try
        {
            var outcome = await ActAsync(kind, id, operation, by, cancellationToken);
            return outcome switch
            {
                SessionOutcome.Done when kind == BulkKind.Purge => null,
                SessionOutcome.Done => new OperationItem(id.Short, OperationItemStates.Done),
                _ => new OperationItem(id.Short, OperationItemStates.Failed, outcome.Sentence),
            };
        }
        catch (StoreUnavailableException failure)
        {
            LogItemFailed(failure, kind, id);
            return new OperationItem(
                id.Short, OperationItemStates.Failed, "The service could not store it; try again.");
        }
    }

    private async Task<SessionOutcome> ActAsync(
        BulkKind kind, SessionId id, OperationId operation, By by, CancellationToken cancellationToken) => kind switch
    {
        BulkKind.Complete => await complete.CompleteAsync(id, by, cancellationToken),
        BulkKind.Delete => await delete.DeleteAsync(id, by, cancellationToken),
        BulkKind.Restore => await restore.RestoreAsync(id, by, cancellationToken),
        BulkKind.Pause => await pause.PauseAsync(id, by, cancellationToken),
        BulkKind.Resume => await pause.ResumeAsync(id, by, cancellationToken),
        _ => await purge.BeginAsync(id, operation, by, cancellationToken),
    };

    [LoggerMessage(LogLevel.Warning, "Bulk {Action} could not be done to session {SessionId}")]
    private partial void LogItemFailed(Exception failure, BulkKind action, SessionId sessionId);
}
