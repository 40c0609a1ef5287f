namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>
/// Leaves no byte of deleted rows in the file or its log. Overwriting them as they are deleted (secure_delete) is not
/// enough: what SQLite moves between pages leaves copies behind. So the file is written anew, at a cost that grows with
/// it; what asked for that meanwhile is served by one run.
/// </summary>
internal static class SqliteScrub
{
    private const int MaxTries = 3;

    /// <summary>
    /// Asks for a scrub in the transaction that deletes; it is remembered in the file's header, so that one cut short is
    /// done at the next start.
    /// </summary>
    public static void Want(SqlRunner sql) => sql.Execute("PRAGMA application_id = 1");

    /// <summary>Scrubs if it was asked for, and empties the log; outside any transaction.</summary>
    public static void Run(SqlRunner sql)
    {
        if (sql.Number("PRAGMA application_id") != 0)
        {
            sql.Execute("VACUUM");
            sql.Execute("PRAGMA application_id = 0");
        }

        // 1 = a reader was in the way for as long as locks are waited for; what is left now, the next run takes.
        for (var tried = 0; tried < MaxTries; tried++)
        {
            if (sql.Number("PRAGMA wal_checkpoint(TRUNCATE)") == 0)
            {
                return;
            }
        }
    }
}
