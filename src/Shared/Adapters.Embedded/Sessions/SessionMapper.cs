using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Records;

namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>Between rows and sessions, heads and list rows.</summary>
internal static class SessionMapper
{
    public const string SessionColumns = "s.id, s.version, s.record";

    public const string HeadColumns =
        """
        h.session, h.epoch, h.worker, h.last_seq, h.queued, h.running,
        CASE WHEN h.running IS NULL THEN h.ended_state ELSE h.running_state END,
        h.chat_count, h.phase, h.progress, h.status_message
        """;

    /// <summary>The beginning of a statement whose rows <see cref="Row"/> reads.</summary>
    public const string SelectRows =
        $"SELECT {SessionColumns}, {HeadColumns} FROM sessions s JOIN heads h ON h.n = s.n";

    private const int HeadStart = 3;

    public static Session Session(SqliteDataReader reader) =>
        reader.Record(2, RecordJson.Stored.SessionRecordV1).ToSession(reader.GetString(0), reader.GetInt64(1));

    public static SessionHead Head(SqliteDataReader reader) => Head(reader, 0);

    /// <summary>Reads <see cref="SessionColumns"/> followed by <see cref="HeadColumns"/>.</summary>
    public static SessionRow Row(SqliteDataReader reader) =>
        new(Session(reader), Head(reader, HeadStart), reader.TextOrNull(HeadStart + 2));

    public static SessionId Id(SqliteDataReader reader) => SessionId.Parse(reader.GetString(0));

    public static SessionLoad Load(SqliteDataReader reader) => new(
        Id(reader),
        reader.GetInt32(1),
        reader.TextOrNull(2) is { } running ? Enum.Parse<TurnState>(running) : null,
        reader.TextOrNull(3) is { } oldest ? TurnId.Parse(oldest).CreatedAt : null);

    /// <summary>Which list a session is in; see the first migration.</summary>
    public static int ListOf(Session session) => session.State switch
    {
        SessionState.Completed => SessionLists.Completed,
        SessionState.Deleted or SessionState.Purging => SessionLists.Deleted,
        SessionState.Purged => SessionLists.Purged,
        _ => SessionLists.Active,
    };

    private static SessionHead Head(SqliteDataReader reader, int start) => new()
    {
        Session = SessionId.Parse(reader.GetString(start)),
        Epoch = reader.GetInt64(start + 1),
        LastSeq = reader.GetInt64(start + 3),
        Queued = reader.GetInt32(start + 4),
        RunningTurn = reader.TextOrNull(start + 5) is { } running ? TurnId.Parse(running) : null,
        TurnState = reader.TextOrNull(start + 6) is { } state ? Enum.Parse<TurnState>(state) : null,
        ChatCount = reader.GetInt32(start + 7),
        Phase = reader.GetString(start + 8),
        Progress = reader.GetInt32(start + 9),
        StatusMessage = reader.GetString(start + 10),
    };
}
