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
        WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < ?1)
        INSERT INTO sessions
        SELECT printf('%012x%052x', n, n), printf('%012x', n), 0, n % 3, email, name || n,
            created + n * 10000000, updated - n * 10000000, expires,
            json_set(
                record,
                '$.created_at', strftime('%FT%TZ', json_extract(record, '$.created_at'), '+' || n || ' seconds'),
                '$.updated_at', strftime('%FT%TZ', json_extract(record, '$.updated_at'), '-' || n || ' seconds'))
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
                return sql.Execute("INSERT INTO heads (session) SELECT id FROM sessions WHERE id <> ?1", original);
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
