using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

/// <summary>No table of things that expire grows for ever.</summary>
public sealed class ExpiredTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Kept_answers_leave_the_file_when_their_time_is_over()
    {
        await using var world = new EmbeddedWorld();
        await world.AnswerAsync("old", "{}");
        await world.AnswerAsync("older", "{}");
        world.Time.Advance(TimeSpan.FromHours(23));
        await world.AnswerAsync("young", "{}");
        Assert.Equal(3, await CountAsync(world, "SELECT count(*) FROM answers"));
        world.Time.Advance(TimeSpan.FromHours(1));

        await world.AnswerAsync("new", "{}");

        Assert.Equal(2, await CountAsync(world, "SELECT count(*) FROM answers"));
    }

    [Fact]
    public async Task Grants_leave_the_file_when_their_time_is_over_fifty_at_once()
    {
        await using var world = new EmbeddedWorld();
        var grants = world.Get<IGrantStore>();
        var end = world.Now.AddHours(1);
        for (var count = 0; count < 52; count++)
        {
            await grants.AddAsync(
                world.NewGrant(GrantKind.LoginLink, "ada@example.com") with { ExpiresAt = end }, Token);
        }

        var lasting = world.NewGrant(GrantKind.Share, "subject");
        await grants.AddAsync(lasting, Token);
        Assert.Equal(53, await CountAsync(world, "SELECT count(*) FROM grants"));
        world.Time.Advance(TimeSpan.FromHours(1));

        await grants.AddAsync(world.NewGrant(GrantKind.Share, "subject"), Token);
        Assert.Equal(4, await CountAsync(world, "SELECT count(*) FROM grants"));
        await grants.AddAsync(world.NewGrant(GrantKind.Share, "subject"), Token);
        Assert.Equal(3, await CountAsync(world, "SELECT count(*) FROM grants"));

        Assert.Equal(lasting, await grants.FindAsync(lasting.Kind, lasting.SecretHash, world.Now, Token));
    }

    private static async Task<long> CountAsync(EmbeddedWorld world, string query)
    {
        var file = Path.Combine(world.Folder, SqliteDatabase.FileName);
        await using var connection = new SqliteConnection($"Data Source={file};Pooling=False");
        await connection.OpenAsync(Token);
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The texts are constants of this class.
        command.CommandText = query;
#pragma warning restore CA2100
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
