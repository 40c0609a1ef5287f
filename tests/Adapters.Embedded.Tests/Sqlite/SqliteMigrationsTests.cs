using TmuxBuilder.Adapters.Embedded.Sqlite;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class SqliteMigrationsTests : IDisposable
{
    private const string One = "CREATE TABLE things (name TEXT NOT NULL); INSERT INTO things VALUES ('kept');";
    private const string Two = "ALTER TABLE things ADD COLUMN size INTEGER NOT NULL DEFAULT 7;";
    private const string Broken = "INSERT INTO things (name) VALUES ('half'); INSERT INTO nowhere VALUES (1);";

    private readonly DataFolder folder = new(Directory.CreateTempSubdirectory("tb-migrations-").FullName);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_file_gets_every_script_once()
    {
        using (new SqliteDatabase(folder, TimeProvider.System, [One, Two]))
        {
        }

        using var again = new SqliteDatabase(folder, TimeProvider.System, [One, Two]);

        Assert.Equal(["kept 7"], await ThingsAsync(again));
        Assert.Equal(2, await VersionAsync(again));
    }

    [Fact]
    public async Task An_older_file_is_brought_forward_with_what_it_holds()
    {
        using (new SqliteDatabase(folder, TimeProvider.System, [One]))
        {
        }

        using var newer = new SqliteDatabase(folder, TimeProvider.System, [One, Two]);

        Assert.Equal(["kept 7"], await ThingsAsync(newer));
    }

    [Fact]
    public void A_file_of_a_newer_version_is_refused_in_a_sentence_and_left_alone()
    {
        using (new SqliteDatabase(folder, TimeProvider.System, [One, Two]))
        {
        }

        var exception = Assert.Throws<DataFolderException>(
            () => new SqliteDatabase(folder, TimeProvider.System, [One]));

        Assert.StartsWith(
            "The data folder was written by a newer version of Tmux Builder (format 2; this one knows up to 1).",
            exception.Message,
            StringComparison.Ordinal);
        using var unharmed = new SqliteDatabase(folder, TimeProvider.System, [One, Two]);
    }

    [Fact]
    public async Task A_script_that_fails_leaves_the_version_before_whole()
    {
        Assert.Throws<DataFolderException>(() => new SqliteDatabase(folder, TimeProvider.System, [One, Broken]));

        using var before = new SqliteDatabase(folder, TimeProvider.System, [One, Two]);

        Assert.Equal(["kept 7"], await ThingsAsync(before));
    }

    [Fact]
    public void A_file_that_is_no_database_is_told_of()
    {
        File.WriteAllText(Path.Combine(folder.Path, SqliteDatabase.FileName), new string('x', 8_192));

        var exception = Assert.Throws<DataFolderException>(() => new SqliteDatabase(folder, TimeProvider.System));

        Assert.Contains(SqliteDatabase.FileName, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_products_own_scripts_make_a_file_of_their_number()
    {
        using var database = new SqliteDatabase(folder, TimeProvider.System);

        Assert.Equal(SqliteMigrations.All.Count, await VersionAsync(database));
        Assert.NotEmpty(SqliteMigrations.All);
        Assert.Equal(
            "wal",
            await database.ReadAsync(sql => sql.First("PRAGMA journal_mode", row => row.GetString(0)), Cancellation));
        Assert.Equal(2, await database.WriteAsync(sql => sql.Number("PRAGMA synchronous"), Cancellation));
    }

    public void Dispose()
    {
        Directory.Delete(folder.Path, recursive: true);
    }

    private static Task<long> VersionAsync(SqliteDatabase database) =>
        database.ReadAsync(sql => sql.Number("PRAGMA user_version"), Cancellation);

    private static Task<List<string>> ThingsAsync(SqliteDatabase database) => database.ReadAsync(
        sql => sql.List("SELECT name, size FROM things", row => $"{row.GetString(0)} {row.GetInt64(1)}"), Cancellation);
}
