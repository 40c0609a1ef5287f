namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>
/// Removes what has expired, a little with every write of the same kind, so that no table grows for ever.
/// </summary>
internal static class Expired
{
    private const int AtOnce = 50;

    /// <param name="delete">?1: the time; ?2: how many rows at most.</param>
    public static void Sweep(SqlRunner sql, string delete, TimeProvider time) =>
        sql.Execute(delete, time.GetUtcNow().UtcTicks, AtOnce);
}
