using System.Text.Json;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>Removes every row that tells of a session, within one transaction.</summary>
internal static class SessionErasure
{
    public static void Run(SqlRunner sql, Session session, DateTimeOffset now)
    {
        var id = session.Id.Value;
        sql.Execute("DELETE FROM chat WHERE session = ?1", id);
        sql.Execute("DELETE FROM turns WHERE session = ?1", id);
        sql.Execute("DELETE FROM activity WHERE session = ?1", id);
        sql.Execute("DELETE FROM activity_dropped WHERE session = ?1", id);
        sql.Execute("DELETE FROM commands WHERE session = ?1", id);
        sql.Execute("DELETE FROM uploads WHERE session = ?1", id);
        sql.Execute("DELETE FROM releases WHERE session = ?1", id);
        sql.Execute("DELETE FROM sites WHERE session = ?1", id);
        sql.Execute("DELETE FROM resources WHERE session = ?1", id);
        sql.Execute("DELETE FROM usage_sessions WHERE session = ?1", id);
        sql.Execute("DELETE FROM usage_session_days WHERE session = ?1", id);
        sql.Execute("DELETE FROM usage_turns WHERE session = ?1", id);
        sql.Execute("DELETE FROM usage_calls WHERE session = ?1", id);
        sql.Execute("DELETE FROM budgets WHERE session = ?1", id);
        Revoke(sql, id, GrantKind.Share, GrantKind.SessionCookie, GrantKind.SocketTicket);
        sql.Execute("DELETE FROM answers WHERE instr(body, ?1) > 0", id);
        // Of the request it was approved from; another session's request stays.
        sql.Execute(
            "DELETE FROM requests WHERE id = ?1 AND record ->> 'session' = ?2", session.ApprovedFrom?.Value, id);
        sql.Execute("DELETE FROM heads WHERE session = ?1", id);
        sql.Execute("DELETE FROM sessions WHERE id = ?1", id);
        Tombstones.Add(sql, session.Id, now);
        var email = session.Email.ToLowerInvariant();
        // Copies are the same client's; from one that was not begun there is nothing to copy any more.
        sql.Execute(
            """
            UPDATE sessions SET version = version + 1, record = json_remove(record, '$.copy_of')
            WHERE list IN (0, 1, 2) AND email = ?1 AND record ->> 'copy_of' = ?2
            """,
            email,
            id);
        ForgetClient(sql, email);
    }

    /// <summary>With the last of a client's sessions goes the client. What was used counts on, under no name.</summary>
    private static void ForgetClient(SqlRunner sql, string email)
    {
        if (email.Length == 0 || sql.Any("SELECT 1 FROM sessions WHERE list IN (0, 1, 2) AND email = ?1", email))
        {
            return;
        }

        sql.Execute("DELETE FROM clients WHERE email = ?1", email);
        sql.Execute("DELETE FROM budgets WHERE scope = ?1 AND subject = ?2", BudgetScope.Client.Wire, email);
        Revoke(sql, email, GrantKind.ClientToken, GrantKind.LoginLink);
        // As JSON writes it: some letters of an address are escaped.
        sql.Execute("DELETE FROM answers WHERE instr(body, ?1) > 0", JsonEncodedText.Encode(email).Value);
        sql.Execute(
            """
            INSERT INTO usage_days
            SELECT '', day, input, output, cache_read, cache_write, cost FROM usage_days WHERE client = ?1
            ON CONFLICT (client, day) DO UPDATE
            SET input = input + excluded.input, output = output + excluded.output,
                cache_read = cache_read + excluded.cache_read, cache_write = cache_write + excluded.cache_write,
                cost = cost + excluded.cost
            """,
            email);
        sql.Execute("DELETE FROM usage_days WHERE client = ?1", email);
    }

    private static void Revoke(SqlRunner sql, string subject, params ReadOnlySpan<GrantKind> kinds)
    {
        foreach (var kind in kinds)
        {
            sql.Execute("DELETE FROM grants WHERE kind = ?1 AND subject = ?2", kind.ToString(), subject);
        }
    }
}
