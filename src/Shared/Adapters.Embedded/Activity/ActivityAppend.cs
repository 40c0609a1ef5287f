using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records.Activity;

namespace TmuxBuilder.Adapters.Embedded.Activity;

/// <summary>Numbers and stores entries within a transaction that is open already.</summary>
internal static class ActivityAppend
{
    public const int MaxEntries = 50;

    /// <summary>Throws when a caller brings more entries than one transaction takes.</summary>
    public static void ThrowIfTooMany(IReadOnlyList<NewEntry> entries) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MaxEntries);

    /// <summary>Appends to a session that exists, and lets its live status take on what the entries change.</summary>
    public static IReadOnlyList<ActivityEntry> Run(SqlRunner sql, SessionId session, IReadOnlyList<NewEntry> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var seq = sql.Number("SELECT last_seq FROM heads WHERE session = ?1", session.Value);
        var status = StatusPatch.None;
        var stored = new List<ActivityEntry>(entries.Count);
        foreach (var entry in entries)
        {
            seq += entry.Visible ? 1 : 0;
            status = status.Then(entry.Status);
            sql.Execute(
                entry.Visible
                    ? "INSERT INTO activity (session, seq, record) VALUES (?1, ?2, ?3)"
                    : "INSERT INTO activity_dropped (session, seq, record) VALUES (?1, ?2, ?3)",
                session.Value,
                seq,
                ActivityRecordV1.Write(entry));
            stored.Add(new ActivityEntry(seq, entry));
        }

        sql.Execute(
            """
            UPDATE heads
            SET last_seq = ?2, phase = ifnull(?3, phase), progress = ifnull(?4, progress),
                status_message = ifnull(?5, status_message)
            WHERE session = ?1
            """,
            session.Value,
            seq,
            status.Phase,
            status.Progress,
            status.Message);
        return stored;
    }
}
