using Microsoft.Data.Sqlite;

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

    private readonly SqliteWriter writer;
    private readonly SqliteReaders readers;

    /// <summary>Opens the file in <paramref name="folder"/>, making it or bringing it forward.</summary>
    /// <exception cref="DataFolderException">The folder or the file cannot be used.</exception>
    public SqliteDatabase(DataFolder folder)
        : this(folder, SqliteMigrations.All)
    {
    }

    internal SqliteDatabase(DataFolder folder, IReadOnlyList<string> migrations)
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
                SqliteScrub.Run(sql);
            }
            catch
            {
                sql.Dispose();
                throw;
            }

            writer = new SqliteWriter(sql);
        }
        catch (SqliteException exception)
        {
            throw new DataFolderException($"The database {path} cannot be opened: {exception.Message}", exception);
        }

        readers = new SqliteReaders(() =>
        {
            var sql = Open(path);
            sql.Execute("PRAGMA query_only = 1");
            // In KiB: the pages a list of 200 rows is scattered over. Within the default of 2 MB they push each other out
            // once there are many sessions.
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

    /// <summary>Makes unreadable what was deleted by writes that wanted it (<see cref="SqliteScrub.Want"/>).</summary>
    public Task ScrubAsync(CancellationToken cancellationToken) =>
        writer.RunAloneAsync(SqliteScrub.Run, cancellationToken);

    public void Dispose()
    {
        readers.Dispose();
        writer.Dispose();
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
