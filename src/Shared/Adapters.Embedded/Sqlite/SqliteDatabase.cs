using Microsoft.Data.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Sqlite;

/// <summary>
/// One SQLite file: one writer that commits durably, a few readers beside it. An answered write survives the death of
/// the process and of the machine.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    public const string FileName = "tmuxbuilder.db";

    /// <summary>How long a lock held by another process is waited for.</summary>
    private const int BusySeconds = 1;

    /// <summary>How long after the last erase of a run the file is written anew, once for all of them.</summary>
    internal static readonly TimeSpan ScrubDelay = TimeSpan.FromSeconds(30);

    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;
    private readonly ITimer scrub;

    /// <summary>Opens the file in <paramref name="folder"/>, making it or bringing it forward.</summary>
    /// <exception cref="DataFolderException">The folder or the file cannot be used.</exception>
    public SqliteDatabase(DataFolder folder, TimeProvider time)
        : this(folder, time, SqliteMigrations.All)
    {
    }

    internal SqliteDatabase(DataFolder folder, TimeProvider time, IReadOnlyList<string> migrations)
    {
        var path = Path.Combine(folder.Path, FileName);
        try
        {
            var sql = Open(path);
            try
            {
                sql.Execute("PRAGMA journal_mode = WAL");
                sql.Execute("PRAGMA synchronous = FULL");
                // Fewer checkpoints than the default's every 1,000 pages: at 100 messages a second one of them would
                // wait for each, which is the slowest in a hundred that is measured.
                sql.Execute("PRAGMA wal_autocheckpoint = 4000");
                sql.Execute("PRAGMA journal_size_limit = 67108864");
                SqliteMigrations.Apply(sql, migrations);
                // Nobody is served yet: however large the file is, nobody's heartbeat waits for it.
                SqliteScrub.Run(sql, long.MaxValue);
            }
            catch
            {
                sql.Dispose();
                throw;
            }

            writer = new SqliteWriter(sql);
            scrub = time.CreateTimer(
                _ => _ = ScrubSoonAsync(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        }
        catch (SqliteException exception)
        {
            throw new DataFolderException($"The database {path} cannot be opened: {exception.Message}", exception);
        }

        readers = new SqliteReaders(() =>
        {
            var sql = Open(path);
            sql.Execute("PRAGMA query_only = 1");
            // In KiB: the pages a list of 200 rows is scattered over. Within the default of 2 MB they push each other
            // out once there are many sessions.
            sql.Execute("PRAGMA cache_size = -8192");
            return sql;
        });
    }

    /// <summary>Runs reads on one connection.</summary>
    public Task<T> ReadAsync<T>(Func<SqlRunner, T> read, CancellationToken cancellationToken) =>
        readers.RunAsync(read, cancellationToken);

    /// <summary>Runs writes in one transaction, all or nothing; completes when they are durable.</summary>
    public Task<T> WriteAsync<T>(Func<SqlRunner, T> write, CancellationToken cancellationToken) =>
        writer.RunAsync(write, cancellationToken);

    /// <inheritdoc cref="WriteAsync{T}"/>
    public Task WriteAsync(Action<SqlRunner> write, CancellationToken cancellationToken) =>
        writer.RunAsync(
            sql =>
            {
                write(sql);
                return 0;
            },
            cancellationToken);

    /// <summary>
    /// To be called after a write that used <see cref="SqliteScrub.Delete"/>: takes what it deleted from the log at
    /// once. The copies that SQLite left of it when it moved rows go when no such write followed for
    /// <see cref="ScrubDelay"/>, or at the next start if the file is too large to be written anew while it is served.
    /// </summary>
    public Task HideDeletedAsync(CancellationToken cancellationToken)
    {
        scrub.Change(ScrubDelay, Timeout.InfiniteTimeSpan);
        return writer.RunAloneAsync(SqliteScrub.EmptyLog, cancellationToken);
    }

    /// <summary>
    /// Makes unreadable what was deleted by writes that wanted it, unless the file is too large for that now.
    /// </summary>
    public Task ScrubAsync(CancellationToken cancellationToken) => writer.RunAloneAsync(
        sql => SqliteScrub.Run(sql, SqliteScrub.MostBytesWhileServing), cancellationToken);

    public void Dispose()
    {
        scrub.Dispose();
        readers.Dispose();
        writer.Dispose();
    }

    private async Task ScrubSoonAsync()
    {
        try
        {
            using var unlimited = new CancellationTokenSource();
            await ScrubAsync(unlimited.Token);
        }
        catch (Exception failure) when (failure is StoreUnavailableException or ObjectDisposedException)
        {
            // It stays wanted: the next erase asks again, and so does the next start.
        }
    }

    private static SqlRunner Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Pooling = false,
            DefaultTimeout = BusySeconds,
        }.ToString());
        try
        {
            connection.Open();
            var sql = new SqlRunner(connection);
            sql.Execute("PRAGMA busy_timeout = 1000");
            return sql;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
