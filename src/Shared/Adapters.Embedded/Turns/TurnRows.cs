using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Turns;

namespace TmuxBuilder.Adapters.Embedded.Turns;

/// <summary>Between rows and turns.</summary>
internal static class TurnRows
{
    public const string Select = "SELECT session, number, record FROM turns";

    public static Turn Map(SqliteDataReader reader) =>
        reader.Record(2, RecordJson.Stored.TurnRecordV1).ToTurn(reader.GetString(0), reader.GetInt64(1));

    public static Turn? Find(SqlRunner sql, SessionId session, TurnId turn) =>
        sql.First($"{Select} WHERE session = ?1 AND id = ?2", Map, session.Value, turn.Value);

    /// <summary>The turn that runs, if any, then those queued: repairs first, else in order.</summary>
    public static IReadOnlyList<Turn> Open(SqlRunner sql, SessionId session)
    {
        var open = sql.List($"{Select} WHERE session = ?1 AND open = 1 ORDER BY number", Map, session.Value);
        return
        [
            .. open.OrderByDescending(turn => turn.State.IsRunning)
                .ThenByDescending(turn => turn.Origin == TurnOrigin.Repair),
        ];
    }

    /// <summary>Turns of the session before it that have not ended.</summary>
    public static int Position(SqlRunner sql, Turn turn) => turn.State.IsEnded
        ? 0
        : Open(sql, turn.Session).TakeWhile(open => open.Id != turn.Id).Count();

    public static void Insert(SqlRunner sql, Turn turn, string? clientMessageId) => sql.Execute(
        "INSERT INTO turns (session, number, id, open, client_message_id, record) VALUES (?1, ?2, ?3, 1, ?4, ?5)",
        turn.Session.Value,
        turn.Number,
        turn.Id.Value,
        clientMessageId,
        TurnRecordV1.Write(turn));

    public static void Update(SqlRunner sql, Turn turn) => sql.Execute(
        "UPDATE turns SET open = ?3, record = ?4 WHERE session = ?1 AND id = ?2",
        turn.Session.Value,
        turn.Id.Value,
        turn.State.IsEnded ? 0 : 1,
        TurnRecordV1.Write(turn));
}
