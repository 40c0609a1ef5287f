using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Budgets;

/// <summary>Budgets in SQLite.</summary>
internal sealed class SqliteBudgetStore(SqliteDatabase database) : IBudgetStore
{
    public Task<IReadOnlyDictionary<BudgetKey, long>> LimitsAsync(
        IReadOnlyCollection<BudgetKey> keys, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyDictionary<BudgetKey, long>>(
            sql =>
            {
                var found = new Dictionary<BudgetKey, long>();
                foreach (var key in keys)
                {
                    if (sql.First(
                        "SELECT ceiling FROM budgets WHERE scope = ?1 AND subject = ?2 AND ceiling IS NOT NULL",
                        static reader => new Ceiling(reader.GetInt64(0)),
                        key.Scope.Wire,
                        key.Subject) is { } limit)
                    {
                        found[key] = limit.MicroUsd;
                    }
                }

                return found;
            },
            cancellationToken);

    public Task SetAsync(BudgetKey key, long? limit, CancellationToken cancellationToken) => database.WriteAsync(
        sql => IsGone(sql, key)
            ? 0
            : sql.Execute(
                """
                INSERT INTO budgets (scope, subject, session, ceiling) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (scope, subject) DO UPDATE SET ceiling = excluded.ceiling
                """,
                key.Scope.Wire,
                key.Subject,
                key.Session?.Value,
                limit),
        cancellationToken);

    public Task<bool> NoteAsync(
        BudgetKey key, BudgetLevel level, string occasion, CancellationToken cancellationToken)
    {
        var column = level == BudgetLevel.Near ? "near" : "reached";
        return database.WriteAsync(
            sql => !IsGone(sql, key) && sql.Execute(
                $"""
                INSERT INTO budgets (scope, subject, session, {column}) VALUES (?1, ?2, ?3, ?4)
                ON CONFLICT (scope, subject) DO UPDATE SET {column} = excluded.{column}
                WHERE {column} IS NOT excluded.{column}
                """,
                key.Scope.Wire,
                key.Subject,
                key.Session?.Value,
                occasion) > 0,
            cancellationToken);
    }

    private static bool IsGone(SqlRunner sql, BudgetKey key) =>
        key.Session is { } session && Tombstones.Has(sql, session);

    private sealed record Ceiling(long MicroUsd);
}
