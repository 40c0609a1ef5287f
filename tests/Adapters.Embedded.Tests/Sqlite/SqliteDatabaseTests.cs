using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class SqliteDatabaseTests : DatabaseTests
{
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
        var cancelled = Database.WriteAsync(sql => Add(sql, "unwanted"), gone.Token);
        await gone.CancelAsync();

        open.Set();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        Assert.Equal(1, await writes[0]);
        Assert.Equal(["kept"], await NamesAsync());
    }

    [Fact]
    public async Task A_locked_database_is_unavailable_and_then_serves_again()
    {
        using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var transaction = other.BeginTransaction(deferred: false);

            var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
                Database.WriteAsync(sql => Add(sql, "refused"), Token));
            Assert.Contains("locked", exception.Message, StringComparison.Ordinal);
            Assert.Empty(await NamesAsync());
        }

        Assert.Equal(1, await Database.WriteAsync(sql => Add(sql, "served"), Token));
        Assert.Equal(["served"], await NamesAsync());
    }

    [Fact]
    public async Task A_full_disk_is_unavailable_and_leaves_nothing_half_written()
    {
        await FillAsync();

        var exception = await Assert.ThrowsAsync<StoreUnavailableException>(() => Database.WriteAsync(
            sql => Add(sql, "half") + Add(sql, "too much", 1_000_000), Token));

        Assert.Contains("full", exception.Message, StringComparison.Ordinal);
        Assert.Equal(["first"], await NamesAsync());
        Assert.Equal(1, await Database.WriteAsync(sql => Add(sql, "small"), Token));
        await Database.WriteAsync(sql => sql.Execute("PRAGMA max_page_count = 1000000"), Token);
        Assert.Equal(1, await Database.WriteAsync(sql => Add(sql, "much", 1_000_000), Token));
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
            Database.WriteAsync(sql => Add(sql, $"answered {index:00}"), Token)));
        using var killed = new ManualResetEventSlim();
        var within = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var unanswered = Database.WriteAsync(
            sql =>
            {
                var added = Add(sql, "unanswered", 5_000_000);
                within.SetResult();
                killed.Wait(Patience, Token);
                return added;
            },
            Token);
        await within.Task.WaitAsync(Patience, Token);

        // The files as a process killed at this moment leaves them.
        var copy = new DataFolder(Path.Combine(Folder.Path, "copy"));
        foreach (var file in Directory.GetFiles(Folder.Path, SqliteDatabase.FileName + "*"))
        {
            File.Copy(file, Path.Combine(copy.Path, Path.GetFileName(file)));
        }

        killed.Set();
        await unanswered;
        using var next = new SqliteDatabase(copy, Time, [""]);

        Assert.Equal(Enumerable.Range(0, 50).Select(index => $"answered {index:00}"), await NamesAsync(next));
    }

    [Fact]
    public async Task A_file_damaged_while_it_is_served_is_unavailable_to_readers()
    {
        await Database.WriteAsync(sql => Add(sql, "kept"), Token);
        await using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var checkpoint = other.CreateCommand();
            checkpoint.CommandText = "PRAGMA wal_checkpoint(TRUNCATE)";
            await checkpoint.ExecuteNonQueryAsync(Token);
        }

        await File.WriteAllTextAsync(DatabaseFile, new string('x', 8_192), Token);

        await Assert.ThrowsAsync<StoreUnavailableException>(() => NamesAsync());
    }

    [Fact]
    public async Task Many_readers_and_writers_get_along()
    {
        var names = await Task.WhenAll(Enumerable.Range(0, 100).Select(index => Task.Run(
            async () =>
            {
                await Database.WriteAsync(sql => Add(sql, $"{index}"), Token);
                return await NamesAsync();
            },
            Token)));

        Assert.All(Enumerable.Range(0, 100), index => Assert.Contains($"{index}", names[index]));
        Assert.Equal(100, (await NamesAsync()).Count);
    }

    [Fact]
    public async Task A_reader_cannot_write() => await Assert.ThrowsAnyAsync<Exception>(() =>
        Database.ReadAsync(sql => Add(sql, "by mistake"), Token));

    [Fact]
    public async Task Closing_writes_what_waits_and_then_refuses_more()
    {
        var (open, writes) = await TogetherAsync(sql => Add(sql, "waited"));
        var closed = Task.Run(Database.Dispose, Token);
        open.Set();
        await closed.WaitAsync(Patience, Token);

        Assert.Equal(1, await writes[0]);
        await Assert.ThrowsAsync<ObjectDisposedException>(
            () => Database.WriteAsync(sql => Add(sql, "late"), Token));
        using var next = new SqliteDatabase(Folder, Time, [""]);
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

    /// <summary>Makes the file as large as it may get.</summary>
    private async Task FillAsync()
    {
        await Database.WriteAsync(sql => Add(sql, "first"), Token);
        var pages = await Database.WriteAsync(sql => sql.Number("PRAGMA page_count"), Token);
        await Database.WriteAsync(sql => sql.Number($"PRAGMA max_page_count = {pages + 2}"), Token);
    }
}
