using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

/// <summary>What is deleted leaves no byte behind, and the file is written anew in time.</summary>
public sealed class SqliteScrubTests : DatabaseTests
{
    [Fact]
    public async Task A_scrub_that_was_wanted_and_never_done_is_done_at_the_next_start()
    {
        await Database.WriteAsync(sql => Add(sql, "forgotten"), Token);
        await Database.WriteAsync(
            sql =>
            {
                sql.Execute("DELETE FROM things");
                SqliteScrub.Want(sql);
            },
            Token);
        Database.Dispose();
        Assert.Contains("forgotten", await ReadAsync(), StringComparison.Ordinal);

        using var next = new SqliteDatabase(Folder, Time, Things);

        Assert.DoesNotContain("forgotten", await ReadAsync(), StringComparison.Ordinal);
        Assert.Equal(0, await next.ReadAsync(sql => sql.Number("PRAGMA application_id"), Token));
    }

    [Fact]
    public async Task What_is_deleted_is_gone_at_once_and_the_file_is_written_anew_once_after_the_last()
    {
        await Database.WriteAsync(sql => Add(sql, "forgotten"), Token);
        await DeleteAsync("forgotten");
        Time.Advance(SqliteDatabase.ScrubDelay - TimeSpan.FromSeconds(1));
        await DeleteAsync("another");
        Time.Advance(SqliteDatabase.ScrubDelay - TimeSpan.FromSeconds(1));

        Assert.Equal(1, await WantedAsync());
        Assert.DoesNotContain("forgotten", await ReadAsync(), StringComparison.Ordinal);
        Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(0, await WantedAsync());
    }

    [Fact]
    public async Task A_file_too_large_to_be_written_anew_is_left_for_the_next_start()
    {
        await Database.WriteAsync(SqliteScrub.Want, Token);

        var left = await RunScrubAsync(mostBytes: 1);

        Assert.Equal(1, left);
        Assert.Equal(0, await RunScrubAsync(mostBytes: long.MaxValue));
    }

    [Fact]
    public async Task A_scrub_waits_for_the_writes_before_it_and_those_after_it_wait_for_the_scrub()
    {
        var (open, writes) = await TogetherAsync(sql => Add(sql, "before"));
        var scrub = Database.ScrubAsync(Token);
        using var gone = new CancellationTokenSource();
        var unwanted = Database.ScrubAsync(gone.Token);
        var after = Database.WriteAsync(sql => Add(sql, "after"), Token);
        await gone.CancelAsync();

        open.Set();

        await scrub.WaitAsync(Patience, Token);
        Assert.Equal(1, await writes[0]);
        Assert.Equal(1, await after);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => unwanted);
        Assert.Equal(["after", "before"], await NamesAsync());
    }

    [Fact]
    public async Task A_scrub_that_others_lock_out_is_refused_and_done_the_next_time()
    {
        await Database.WriteAsync(SqliteScrub.Want, Token);
        using (var other = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False"))
        {
            await other.OpenAsync(Token);
            await using var transaction = other.BeginTransaction(deferred: false);

            await Assert.ThrowsAsync<StoreUnavailableException>(() => Database.ScrubAsync(Token));
        }

        await Database.ScrubAsync(Token);

        Assert.Equal(0, await Database.ReadAsync(sql => sql.Number("PRAGMA application_id"), Token));
        Assert.Equal(0, new FileInfo($"{DatabaseFile}-wal").Length);
    }

    private async Task DeleteAsync(string name)
    {
        await Database.WriteAsync(
            sql => SqliteScrub.Delete(sql, deleting => deleting.Execute("DELETE FROM things WHERE name = ?1", name)),
            Token);
        await Database.HideDeletedAsync(Token);
    }

    /// <summary>Whether a scrub is due, as the writer sees it after all that waited for it.</summary>
    private Task<long> WantedAsync() =>
        Database.WriteAsync(sql => sql.Number("PRAGMA application_id"), Token);

    /// <summary>Scrubs the file of a database that is closed; whether it is due afterwards.</summary>
    private async Task<long> RunScrubAsync(long mostBytes)
    {
        Database.Dispose();
        await using var connection = new SqliteConnection($"Data Source={DatabaseFile};Pooling=False");
        await connection.OpenAsync(Token);
        using var sql = new SqlRunner(connection);
        SqliteScrub.Run(sql, mostBytes);
        return sql.Number("PRAGMA application_id");
    }

    /// <summary>The file and its log as text of single bytes.</summary>
    private async Task<string> ReadAsync()
    {
        var text = "";
        foreach (var file in new[] { DatabaseFile, $"{DatabaseFile}-wal" }.Where(File.Exists))
        {
            await using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
            text += await reader.ReadToEndAsync(Token);
        }

        return text;
    }
}
