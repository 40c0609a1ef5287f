using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class SqliteDatabaseTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly DataFolder folder = new(Directory.CreateTempSubdirectory("tb-database-").FullName);
    private readonly FakeTimeProvider time = new();
    private readonly SqliteDatabase database;

    public SqliteDatabaseTests() =>
        database = new SqliteDatabase(folder, time, ["CREATE TABLE things (name TEXT NOT NULL, blob BLOB)"]);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string File => Path.Combine(folder.Path, SqliteDatabase.FileName);

    [Fact]
    public async Task A_write_that_throws_leaves_nothing_and_its_neighbours_unharmed()
    {
        var (open, writes) = await TogetherAsync(
            sql => Add(sql, "before"),
            sql => Add(sql, "half") > 0 ? throw new InvalidOperationException("our mistake") : 0,
            sql => Add(sql, "after"));

        open.Set();

        Assert.Equal(1, await writes[0]);
        await Assert.ThrowsAsync<InvalidOperationException>(() => writes[1]);
        Assert.Equal(1, await writes[2]);
        Assert.Equal(["after", "before"], await NamesAsync());
    }

    [Fact]
    public async Task A_write_whose_caller_went_away_is_not_begun()
    {
        using var gone = new CancellationTokenSource();
        var (open, writes) = await TogetherAsync(sql => Add(sql, "kept"));
        var cancelled = database.WriteAsync(sql => Add(sql, "unwanted"), gone.Token);
        await gone.CancelAsync();

        open.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, await writes[0]);
        Assert.Equal(["kept"], await NamesAsync());
    }

    [Fact]
    public async Task A_scrub_that_was_wanted_and_never_done_is_done_at_the_next_start()
    {
        await database.WriteAsync(sql => Add(sql, "forgotten"), Cancellation);
        await database.WriteAsync(
            sql =>
            {
                sql.Execute("DELETE FROM things");
                SqliteScrub.Want(sql);
            },
            Cancellation);
        database.Dispose();
        Assert.Contains("forgotten", await ReadAsync(), StringComparison.Ordinal);

        using var next = new SqliteDatabase(folder, time, ["CREATE TABLE things (name TEXT NOT NULL, blob BLOB)"]);

        Assert.DoesNotContain("forgotten", await ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await next.ReadAsync(sql => sql.Number("PRAGMA application_id"), Cancellation));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_at_once_and_the_file_is_written_anew_once_after_the_last()
    {
        await database.WriteAsync(sql => Add(sql, "forgotten"), Cancellation);
        await DeleteAsync("forgotten");
        time.Advance(SqliteDatabase.ScrubDelay - TimeSpan.FromSeconds(1));
        await DeleteAsync("another");
        time.Advance(SqliteDatabase.ScrubDelay - TimeSpan.FromSeconds(1));

        Assert.Equal(1, await WantedAsync());
        Assert.DoesNotContain("forgotten", await ReadAsync(), StringComparison.Ordinal);
        time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await WantedAsync());
    }

    [Fact]
    public async Task A_file_too_large_to_be_written_anew_is_left_for_the_next_start()
    {
        await database.WriteAsync(SqliteScrub.Want, Cancellation);

        var left = await RunScrubAsync(mostBytes: 1);

        Assert.Equal(1, left);
        Assert.Equal(0, await RunScrubAsync(mostBytes: long.MaxValue));
    }

    [Fact]
    public async Task A_scrub_waits_for_the_writes_before_it_and_those_after_it_wait_for_the_scrub()
    {
        var (open, writes) = await TogetherAsync(sql => Add(sql, "before"));
        var scrub = database.ScrubAsync(Cancellation);
        using var gone = new CancellationTokenSource();
        var unwanted = database.ScrubAsync(gone.Token);
        var after = database.WriteAsync(sql => Add(sql, "after"), Cancellation);
        await gone.CancelAsync();

        open.Set();

        await scrub.WaitAsync(Patience, Cancellation);
        Assert.Equal(1, await writes[0]);
        Assert.Equal(1, await after);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unwanted);
        Assert.Equal(["after", "before"], await NamesAsync());
    }

    [Fact]
    public async Task A_scrub_that_others_lock_out_is_refused_and_done_the_next_time()
    {
        await database.WriteAsync(SqliteScrub.Want, Cancellation);
        using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var transaction = other.BeginTransaction(deferred: false);

            await Assert.ThrowsAsync<StoreUnavailableException>(() => database.ScrubAsync(Cancellation));
        }

        await database.ScrubAsync(Cancellation);

        Assert.Equal(0, await database.ReadAsync(sql => sql.Number("PRAGMA application_id"), Cancellation));
        Assert.Equal(0, new FileInfo($"{File}-wal").Length);
    }

    [Fact]
    public async Task A_locked_database_is_unavailable_and_then_serves_again()
    {
        using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var transaction = other.BeginTransaction(deferred: false);

            var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
                database.WriteAsync(sql => Add(sql, "refused"), Cancellation));
            Assert.Contains("locked", exception.Message, StringComparison.Ordinal);
            Assert.Empty(await NamesAsync());
        }

        Assert.Equal(1, await database.WriteAsync(sql => Add(sql, "served"), Cancellation));
        Assert.Equal(["served"], await NamesAsync());
    }

    [Fact]
    public async Task A_full_disk_is_unavailable_and_leaves_nothing_half_written()
    {
        await FillAsync();

        var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() => database.WriteAsync(
            sql => Add(sql, "half") + Add(sql, "too much", 1_000_000), Cancellation));

        Assert.Contains("full", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["first"], await NamesAsync());
        Assert.Equal(1, await database.WriteAsync(sql => Add(sql, "small"), Cancellation));
        await database.WriteAsync(sql => sql.Execute("PRAGMA max_page_count = 1000000"), Cancellation);
        Assert.Equal(1, await database.WriteAsync(sql => Add(sql, "much", 1_000_000), Cancellation));
        Assert.Equal(["first", "much", "small"], await NamesAsync());
    }

    [Fact]
    public async Task On_a_full_disk_each_answered_write_is_there_and_each_refused_one_is_not()
    {
        await FillAsync();
        var (open, writes) = await TogetherAsync(
            sql => Add(sql, "a"),
            sql => Add(sql, "b") + Add(sql, "b", 1_000_000),
            sql => Add(sql, "c"));

        open.Set();
        var outcomes = await Task.WhenAll(writes.Select(async write =>
        {
            try
            {
                await write;
                return true;
            }
            catch (StoreUnavailableException)
            {
                return false;
            }
        }));

        Assert.False(outcomes[1]);
        string[] answered = [.. new[] { "a", "b", "c" }.Where((_, index) => outcomes[index])];
        Assert.Equal([.. answered, "first"], await NamesAsync());
    }

    [Fact]
    public async Task What_was_answered_is_in_the_files_and_what_was_not_is_not()
    {
        await Task.WhenAll(Enumerable.Range(0, 50).Select(index =>
            database.WriteAsync(sql => Add(sql, $"answered {index:00}"), Cancellation)));
        using var killed = new ManualResetEventSlim();
        var within = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var unanswered = database.WriteAsync(
            sql =>
            {
                var added = Add(sql, "unanswered", 5_000_000);
                within.SetResult();
                killed.Wait(Patience, Cancellation);
                return added;
            },
            Cancellation);
        await within.Task.WaitAsync(Patience, Cancellation);

        // The files as a process killed at this moment leaves them.
        var copy = new DataFolder(Path.Combine(folder.Path, "copy"));
        foreach (var file in Directory.GetFiles(folder.Path, SqliteDatabase.FileName + "*"))
        {
            System.IO.File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        killed.Set();
        await unanswered;
        using var next = new SqliteDatabase(copy, time, [""]);

        Assert.Equal(Enumerable.Range(0, 50).Select(index => $"answered {index:00}"), await NamesAsync(next));
    }

    [Fact]
    public async Task A_file_damaged_while_it_is_served_is_unavailable_to_readers()
    {
        await database.WriteAsync(sql => Add(sql, "kept"), Cancellation);
        await using (var other = new SqliteConnection($"Data Source={File};Pooling=False"))
        {
            await other.OpenAsync(Cancellation);
            await using var checkpoint = other.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(Cancellation);
        }

        await System.IO.File.WriteAllTextAsync(File, new string('x', 8_192), Cancellation);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => NamesAsync());
    }

    [Fact]
    public async Task Many_readers_and_writers_get_along()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => Task.Run(
            async () =>
            {
                await database.WriteAsync(sql => Add(sql, $"{index}"), Cancellation);
                return await NamesAsync();
            },
            Cancellation)));

        Assert.All(Enumerable.Range(0, 100), index => Assert.Contains($"{index}", names[index]));
        Assert.Equal(100, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task A_reader_cannot_write() => await Assert.ThrowsAnyAsync<Exception>(() =>
        database.ReadAsync(sql => Add(sql, "by mistake"), Cancellation));

    [Fact]
    public async Task Closing_writes_what_waits_and_then_refuses_more()
    {
        var (open, writes) = await TogetherAsync(sql => Add(sql, "waited"));
        var closed = Task.Run(database.Dispose, Cancellation);
        open.Set();
        await closed.WaitAsync(Patience, Cancellation);

        Assert.Equal(1, await writes[0]);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => database.WriteAsync(sql => Add(sql, "late"), Cancellation));
        using var next = new SqliteDatabase(folder, time, [""]);
        Assert.Equal(["waited"], await NamesAsync(next));
    }

    [Fact]
    public async Task A_queue_that_overflows_refuses_rather_than_grows()
    {
        var (open, writes) = await TogetherAsync(
            [.. Enumerable.Range(0, 4_200).Select(_ => (Func<SqlRunner, int>)(_ => 0))]);
        var refused = writes.Count(write => write.IsFaulted);

        open.Set();

        Assert.InRange(refused, 1, 4_199);
        await Assert.ThrowsAsync<StoreUnavailableException>(() => Task.WhenAll(writes));
    }

    public void Dispose()
    {
        database.Dispose();
        Directory.Delete(folder.Path, recursive: true);
    }

    private static int Add(SqlRunner sql, string name, int bytes = 10) =>
        sql.Execute("INSERT INTO things (name, blob) VALUES (?1, zeroblob(?2))", name, bytes);

    private async Task DeleteAsync(string name)
    {
        await database.WriteAsync(
            sql => SqliteScrub.Delete(sql, deleting => deleting.Execute("DELETE FROM things WHERE name = ?1", name)), Cancellation);
        await database.HideDeletedAsync(Cancellation);
    }

    /// <summary>Whether a scrub is due, as the writer sees it after all that waited for it.</summary>
    private Task<long> WantedAsync() =>
        database.WriteAsync(sql => sql.Number("PRAGMA application_id"), Cancellation);

    /// <summary>Scrubs the file of a database that is closed; whether it is due afterwards.</summary>
    private async Task<long> RunScrubAsync(long mostBytes)
    {
        database.Dispose();
        await using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        await connection.OpenAsync(Cancellation);
        using var sql = new SqlRunner(connection);
        SqliteScrub.Run(sql, mostBytes);
        return sql.Number("PRAGMA application_id");
    }

    private Task<List<string>> NamesAsync(SqliteDatabase? of = null) => (of ?? database).ReadAsync(
        sql => sql.List("SELECT name FROM things ORDER BY name", row => row.GetString(0)), Cancellation);

    /// <summary>Holds the writer, so that the given writes wait together until the event is set.</summary>
    /// <summary>The file and its log as text of single bytes.</summary>
    private async Task<string> ReadAsync()
    {
        var text = "";
        foreach (var file in new[] { File, $"{File}-wal" }.Where(System.IO.File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            text += await reader.ReadToEndAsync(Cancellation);
        }

        return text;
    }

    private async Task<(ManualResetEventSlim Open, List<Task<int>> Writes)> TogetherAsync(
        params Func<SqlRunner, int>[] writes)
    {
        var open = new ManualResetEventSlim();
        var held = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _ = database.WriteAsync(
            sql =>
            {
                held.SetResult();
                return open.Wait(Patience);
            },
            Cancellation);
        await held.Task.WaitAsync(Patience, Cancellation);
        return (open, [.. writes.Select(write => database.WriteAsync(write, Cancellation))]);
    }

    /// <summary>Makes the file as large as it may get.</summary>
    private async Task FillAsync()
    {
        await database.WriteAsync(sql => Add(sql, "first"), Cancellation);
        var pages = await database.WriteAsync(sql => sql.Number("PRAGMA page_count"), Cancellation);
        await database.WriteAsync(sql => sql.Number($"PRAGMA max_page_count = {pages + 2}"), Cancellation);
    }
}
