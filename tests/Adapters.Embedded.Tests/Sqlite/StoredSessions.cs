using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using SQLitePCL;
using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

/// <summary>A database with so many sessions, a third of them in each list, all called alike.</summary>
public abstract class StoredSessions(int count) : IAsyncLifetime
{
    private const string Copies =
        """
        WITH RECURSIVE numbers (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < ?1)
        INSERT INTO sessions (id, short, version, list, email, name, created, updated, expires, record)
        SELECT printf('%012x%052x', i, i), printf('%012x', i), 0, i % 3, email, name || i,
            created + i * 10000000, updated - i * 10000000, expires,
            json_set(
                record,
                '$.created_at', strftime('%FT%TZ', json_extract(record, '$.created_at'), '+' || i || ' seconds'),
                '$.updated_at', strftime('%FT%TZ', json_extract(record, '$.updated_at'), '-' || i || ' seconds'))
        FROM numbers JOIN sessions WHERE id = ?2
        """;

    private readonly EmbeddedWorld world = new();

    public async ValueTask InitializeAsync()
    {
        var original = (await world.StoredSessionAsync()).Id.Value;
        await world.Services.GetRequiredService<SqliteDatabase>().WriteAsync(
            sql =>
            {
                sql.Execute(Copies, count - 1, original);
                return sql.Execute(
                    "INSERT INTO heads (n, session) SELECT n, id FROM sessions WHERE id <> ?1", original);
            },
            TestContext.Current.CancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await world.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    internal SqlRunner Open() => new(Connect());

    internal Page<SessionRow> Read(SessionQuery query)
    {
        using var sql = Open();
        return SessionPages.Read(sql, query);
    }

    /// <summary>How many instructions SQLite runs for a page: its cost without the machine's moods.</summary>
    internal int CountSteps(SessionQuery query)
    {
        var connection = Connect();
        using var sql = new SqlRunner(connection);
        var steps = 0;
        raw.sqlite3_progress_handler(
            connection.Handle,
            1,
            _ =>
            {
                steps++;
                return 0;
            },
            null);
        SessionPages.Read(sql, query);
        return steps;
    }

    private SqliteConnection Connect()
    {
        var connection = new SqliteConnection(
            $"Data Source={Path.Combine(world.Folder, SqliteDatabase.FileName)};Pooling=False");
        connection.Open();
        return connection;
    }
}
