using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records.Chat;

namespace TmuxBuilder.Adapters.Embedded.Chat;

/// <summary>Writes chat lines within a transaction that is open already.</summary>
internal static class ChatLines
{
    /// <summary>Adds a line and counts it; one with an id stored before changes nothing.</summary>
    public static void Add(SqlRunner sql, SessionId session, ChatMessage message)
    {
        var added = sql.Execute(
            """
            INSERT INTO chat (session, id, delivery, record) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (session, id) DO NOTHING
            """,
            session.Value,
            message.Id.Value,
            message.Delivery?.ToString(),
            ChatRecordV1.Write(message));
        sql.Execute("UPDATE heads SET chat_count = chat_count + ?2 WHERE session = ?1", session.Value, added);
    }

    /// <summary>Sets the receipt of a line; a line that was cleared is no matter.</summary>
    public static void SetDelivery(SqlRunner sql, SessionId session, MessageId message, Delivery delivery) =>
        sql.Execute(
            "UPDATE chat SET delivery = ?3 WHERE session = ?1 AND id = ?2",
            session.Value,
            message.Value,
            delivery.ToString());
}
