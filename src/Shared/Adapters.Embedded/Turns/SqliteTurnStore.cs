using TmuxBuilder.Adapters.Embedded.Activity;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Embedded.Turns;

/// <summary>Turns in SQLite.</summary>
internal sealed class SqliteTurnStore(SqliteDatabase database, TimeProvider time) : ITurnStore
{
    public Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> SubmitAsync(
        SessionId session, Submission submission, CancellationToken cancellationToken)
    {
        ActivityAppend.ThrowIfTooMany(submission.Entries);
        return database.WriteAsync(sql => TurnSubmission.Run(sql, session, submission), cancellationToken);
    }

    public Task<Turn?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => TurnRows.Find(sql, session, turn), cancellationToken);

    public Task<IReadOnlyList<Turn>> ListOpenAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => TurnRows.Open(sql, session), cancellationToken);

    public Task<IReadOnlyList<Turn>> ListRecentAsync(
        SessionId session, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Turn>>(
            sql => sql.List(
                $"{TurnRows.Select} WHERE session = ?1 ORDER BY number DESC LIMIT ?2",
                TurnRows.Map,
                session.Value,
                limit),
            cancellationToken);

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken)
    {
        ActivityAppend.ThrowIfTooMany(entries);
        var now = time.GetUtcNow();
        return database.WriteAsync(sql => TurnStep.Change(sql, change, now, entries, lease), cancellationToken);
    }

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropQueuedAsync(
        SessionId session,
        TurnId turn,
        string reason,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken)
    {
        ActivityAppend.ThrowIfTooMany(entries);
        var now = time.GetUtcNow();
        return database.WriteAsync(
            sql => Fence.Allows(sql, session, lease)
                ? TurnStep.Drop(sql, session, turn, reason, now, entries)
                : (ChangeOutcome.LeaseLost, []),
            cancellationToken);
    }
}
