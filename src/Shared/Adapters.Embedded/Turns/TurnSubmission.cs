using TmuxBuilder.Adapters.Embedded.Activity;
using TmuxBuilder.Adapters.Embedded.Chat;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Embedded.Turns;

/// <summary>Stores a message as a queued turn, within one transaction.</summary>
internal static class TurnSubmission
{
    public static (SubmitResult Result, IReadOnlyList<ActivityEntry> Entries) Run(
        SqlRunner sql, SessionId session, Submission submission)
    {
        if (!sql.Any("SELECT 1 FROM sessions WHERE id = ?1 AND list < 2", session.Value))
        {
            return (new SubmitResult(SubmitOutcome.SessionGone, null, 0), []);
        }

        if (submission.Message.ClientMessageId is { } repeated && FindRepeated(sql, session, repeated) is { } first)
        {
            return (new SubmitResult(SubmitOutcome.Repeated, first, TurnRows.Position(sql, first)), []);
        }

        if (sql.Number("SELECT queued FROM heads WHERE session = ?1", session.Value) >= TurnLimits.MaxQueued)
        {
            return (new SubmitResult(SubmitOutcome.QueueFull, null, 0), []);
        }

        return Store(sql, session, submission);
    }

    private static (SubmitResult Result, IReadOnlyList<ActivityEntry> Entries) Store(
        SqlRunner sql, SessionId session, Submission submission)
    {
        var turn = Insert(sql, session, submission.Turn, submission.Message);
        var entries = ActivityAppend.Run(sql, session, submission.Entries);
        return (new SubmitResult(SubmitOutcome.Stored, turn, TurnRows.Position(sql, turn)), entries);
    }

    /// <summary>Stores a queued turn with its chat line and returns it with its number.</summary>
    public static Turn Insert(SqlRunner sql, SessionId session, Turn submitted, ChatMessage message)
    {
        sql.Execute(
            "UPDATE heads SET last_turn = last_turn + 1, queued = queued + 1 WHERE session = ?1", session.Value);
        var turn = submitted with
        {
            Session = session,
            Number = sql.Number("SELECT last_turn FROM heads WHERE session = ?1", session.Value),
            State = TurnState.Queued,
        };
        TurnRows.Insert(sql, turn, message.ClientMessageId);
        ChatLines.Add(sql, session, message);
        return turn;
    }

    private static Turn? FindRepeated(SqlRunner sql, SessionId session, string clientMessageId) => sql.First(
        $"{TurnRows.Select} WHERE session = ?1 AND client_message_id = ?2",
        TurnRows.Map,
        session.Value,
        clientMessageId);
}
