using Amazon.DynamoDBv2.Model;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.Tests.DynamoDb;

/// <summary>What a page of sessions costs, and what it shows while an index lags.</summary>
public sealed class SessionListCostTests(Emulator emulator) : AwsTest(emulator)
{
    private readonly Emulator emulator = emulator;

    [Theory]
    [InlineData("")]
    [InlineData("tea")]
    public async Task A_page_asks_for_the_same_with_any_number_of_sessions(string prefix)
    {
        await AtOnceAsync(6, _ => World.StoredSessionAsync());
        var few = await CostAsync(prefix);

        await AtOnceAsync(60, _ => World.StoredSessionAsync(name: prefix.Length == 0 ? "Tea shop" : "Other"));

        Assert.Equal(few, await CostAsync(prefix));
    }

    [Fact]
    public async Task No_list_scans_the_table()
    {
        await World.StoredSessionAsync();
        await PageAsync("", 10);
        await PageAsync("t", 10);
        await Sessions.ListByEmailAsync("ada@example.com", Cancellation);
        await Sessions.ListWithWorkAsync(10, Cancellation);
        await Sessions.ListExpiredAsync(Now, 10, Cancellation);
        await Commands.SweepAsync(Now, Cancellation);

        Assert.DoesNotContain(Aws.Wire.Calls, call => call.Operation == "Scan");
    }

    [Fact]
    public async Task A_search_with_many_matches_gives_short_pages_that_lead_on()
    {
        await using var world = await AwsWorld.OpenOwnAsync(
            emulator, configure: services => services.AddSingleton(new SearchBounds(0, 1, 1)));
        var names = new[] { "Tea", "Other", "Other", "Other", "Tea", "Other", "Tea", "Other" };
        for (var count = 0; count < 32; count++)
        {
            await world.StoredSessionAsync(name: names[count % names.Length]);
            world.Time.Advance(TimeSpan.FromSeconds(1));
        }

        var found = await AllPagesAsync(cursor => world.Get<Core.Ports.ISessionStore>().PageAsync(
            new SessionQuery(SessionFilter.All, "tea", SessionSort.Created, new PageRequest(5, cursor)), Cancellation));

        Assert.Equal(12, found.Count);
        Assert.Equal(found.OrderByDescending(row => row.Session.CreatedAt), found);
        Assert.All(found, row => Assert.Equal("Tea", row.Session.Name));
    }

    [Fact]
    public async Task What_an_index_still_lists_is_left_out_once_it_is_elsewhere_or_gone()
    {
        var moved = await World.StoredSessionAsync();
        var gone = await World.StoredSessionAsync();
        var stays = await World.StoredSessionAsync();
        var table = World.Get<Tables>().Main;
        foreach (var stale in new[] { moved, gone })
        {
            // An index item of before the change, under a key that no session has.
            var item = SessionItems.Meta(stale);
            item[TableDefinition.SortKey] = AttributeValue.Of("STALE");
            await table.PutAsync(item, null, Cancellation);
        }

        await Sessions.SaveAsync(moved with { State = SessionState.Deleted }, null, Cancellation);
        await table.DeleteAsync(Keys.SessionMeta(gone.Id), null, Cancellation);

        Assert.Equal([stays.Id], (await PageAsync("", 10)).Items.Select(row => row.Session.Id));
        Assert.Equal([stays.Id], (await PageAsync("tea", 10)).Items.Select(row => row.Session.Id));
    }

    private Task<Page<SessionRow>> PageAsync(string prefix, int limit) => Sessions.PageAsync(
        new SessionQuery(SessionFilter.All, prefix, SessionSort.Updated, new PageRequest(limit)), Cancellation);

    /// <summary>The calls of a page, and how many items they ask for at most.</summary>
    private async Task<List<string>> CostAsync(string prefix)
    {
        Aws.Wire.Forget();
        Assert.Equal(5, (await PageAsync(prefix, 5)).Items.Count);
        return
        [
            .. Aws.Wire.Calls.Select(call => call.Operation == "Query"
                ? $"{call.Operation} {call.Body.Contains("\"Limit\":", StringComparison.Ordinal)}"
                : call.Operation).Order(StringComparer.Ordinal),
        ];
    }
}
