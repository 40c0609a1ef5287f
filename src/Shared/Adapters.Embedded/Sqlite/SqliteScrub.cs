namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>
/// Leaves no byte of deleted rows in the file or its log. Overwriting them as they are deleted (secure_delete) is not
/// enough: what SQLite moves between pages leaves copies behind. So the file is written anew, at a cost that grows with
/// it; what asked for that meanwhile is served by one run.
/// </summary>
internal static class SqliteScrub
{
    /// <summary>
    /// A larger file is written anew only at a start: that takes longer than a worker may be without its heartbeat.
    /// </summary>
    public const long MostBytesWhileServing = 512L * 1024 * 1024;

    private const int MaxTries = 3;

    /// <summary>
    /// Deletes so that the rows' own bytes are overwritten, in the transaction that calls, and asks for a scrub. That
    /// is remembered in the file's header, so that one that was not done, or cut short, is done at the next start.
    /// </summary>
    public static void Delete(SqlRunner sql, Action<SqlRunner> delete)
    {
        sql.Execute("PRAGMA secure_delete = 1");
        try
        {
            delete(sql);
            Want(sql);
        }
        finally
        {
            sql.Execute("PRAGMA secure_delete = 0");
        }
    }

    /// <summary>Asks for a scrub, in the transaction that calls.</summary>
    public static void Want(SqlRunner sql) => sql.Execute("PRAGMA application_id = 1");

    /// <summary>
    /// Scrubs if it was asked for and the file is no larger than <paramref name="mostBytes"/>, and empties the log;
    /// outside any transaction.
    /// </summary>
    public static void Run(SqlRunner sql, long mostBytes)
    {
        if (sql.Number("PRAGMA application_id") != 0
            && sql.Number("PRAGMA page_count") * sql.Number("PRAGMA page_size") <= mostBytes)
        {
            sql.Execute("VACUUM");
            sql.Execute("PRAGMA application_id = 0");
        }

        EmptyLog(sql);
    }

    /// <summary>Empties the log, which holds pages as they were before; outside any transaction.</summary>
    public static void EmptyLog(SqlRunner sql)
    {
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
