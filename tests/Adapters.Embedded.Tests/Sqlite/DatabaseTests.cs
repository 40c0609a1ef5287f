using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded.Sqlite;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

/// <summary>Tests about a database of one table of things.</summary>
public abstract class DatabaseTests : IDisposable
{
    private protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private protected static readonly string[] Things = ["CREATE TABLE things (name TEXT NOT NULL, blob BLOB)"];

    private protected DatabaseTests() => Database = new SqliteDatabase(Folder, Time, Things);

    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected DataFolder Folder { get; } = new(Directory.CreateTempSubdirectory("tb-database-").FullName);

    private protected FakeTimeProvider Time { get; } = new();

    private protected SqliteDatabase Database { get; }

    private protected string DatabaseFile => Path.Combine(Folder.Path, SqliteDatabase.FileName);

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(Folder.Path, recursive: true);
        GC.SuppressFinalize(this);
    }

    private protected static int Add(SqlRunner sql, string name, int bytes = 10) =>
        sql.Execute("INSERT INTO things (name, blob) VALUES (?1, zeroblob(?2))", name, bytes);

    private protected Task<List<string>> NamesAsync(SqliteDatabase? of = null) => (of ?? Database).ReadAsync(
        sql => sql.List("SELECT name FROM things ORDER BY name", row => row.GetString(0)), Token);

    /// <summary>Holds the writer, so that the given writes wait together until the event is set.</summary>
    private protected async Task<(ManualResetEventSlim Open, List<Task<int>> Writes)> TogetherAsync(
        params Func<SqlRunner, int>[] writes)
    {
        var open = new ManualResetEventSlim();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = Database.WriteAsync(
            sql =>
            {
                held.SetResult();
                return open.Wait(Patience);
            },
            Token);
        await held.Task.WaitAsync(Patience, Token);
        return (open, [.. writes.Select(write => Database.WriteAsync(write, Token))]);
    }
}
