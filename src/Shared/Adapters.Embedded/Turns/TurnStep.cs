using TmuxBuilder.Adapters.Embedded.Activity;
using TmuxBuilder.Adapters.Embedded.Chat;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Embedded.Turns;

/// <summary>Moves a turn on, within one transaction.</summary>
internal static class TurnStep
{
    private static readonly IReadOnlyList<ActivityEntry> Nothing = [];

    public static (ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries) Change(
        SqlRunner sql, TurnChange change, DateTimeOffset now, IReadOnlyList<NewEntry> entries, LeaseToken lease)
    {
        if (!Fence.Holds(sql, lease.Session, lease))
        {
            return (ChangeOutcome.LeaseLost, Nothing);
        }

        var stored = TurnRows.Find(sql, lease.Session, change.Next.Id);
        if (stored is null || stored.State != change.From || stored.State.IsEnded
            || (change.Next.State.IsRunning && AnotherRuns(sql, stored)))
        {
            return (ChangeOutcome.Conflict, Nothing);
        }

        Write(sql, stored, change.Next);
        if (change.Delivery is { } delivery)
        {
            ChatLines.SetDelivery(sql, stored.Session, stored.Message, delivery);
        }

        if (change.Reply is { } reply)
        {
            ChatLines.Add(sql, stored.Session, reply);
        }

        if (change.FollowUp is { } follow)
        {
            TurnSubmission.Insert(sql, stored.Session, follow.Turn, follow.Message);
        }

        if (change.Session is { } state)
        {
            SqliteSessionStore.Work(sql, stored.Session, state, now);
        }

        return Saved(sql, stored, change.Next.State.IsEnded, now, entries);
    }

    public static (ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries) Drop(
        SqlRunner sql, SessionId session, TurnId id, string reason, DateTimeOffset now, IReadOnlyList<NewEntry> entries)
    {
        if (TurnRows.Find(sql, session, id) is not { State: TurnState.Queued } stored)
        {
            return (ChangeOutcome.Conflict, Nothing);
        }

        Write(sql, stored, stored with { State = TurnState.Cancelled, Reason = reason, EndedAt = now });
        ChatLines.SetDelivery(sql, session, stored.Message, Delivery.Failed);
        return Saved(sql, stored, isGone: true, now, entries);
    }

    private static (ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries) Saved(
        SqlRunner sql, Turn turn, bool isGone, DateTimeOffset now, IReadOnlyList<NewEntry> entries)
    {
        var behind = isGone ? QueuePositions.Behind(turn, TurnRows.Open(sql, turn.Session), now) : [];
        return (ChangeOutcome.Saved, ActivityAppend.Run(sql, turn.Session, [.. entries, .. behind]));
    }

    private static bool AnotherRuns(SqlRunner sql, Turn turn) => sql.Any(
        "SELECT 1 FROM heads WHERE session = ?1 AND running <> ?2", turn.Session.Value, turn.Id.Value);

    private static void Write(SqlRunner sql, Turn stored, Turn next)
    {
        TurnRows.Update(sql, next with { Session = stored.Session, Number = stored.Number });
        var queued = (next.State == TurnState.Queued ? 1 : 0) - (stored.State == TurnState.Queued ? 1 : 0);
        sql.Execute(
            """
            UPDATE heads
            SET queued = queued + ?2,
                running = CASE WHEN ?4 IS NOT NULL THEN ?3 WHEN running = ?3 THEN NULL ELSE running END,
                running_state = CASE WHEN ?4 IS NOT NULL THEN ?4 WHEN running = ?3 THEN NULL ELSE running_state END,
                ended_state = ifnull(?5, ended_state)
            WHERE session = ?1
            """,
            stored.Session.Value,
            queued,
            stored.Id.Value,
            next.State.IsRunning ? next.State.ToString() : null,
            next.State.IsEnded ? next.State.ToString() : null);
    }
}
