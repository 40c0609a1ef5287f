using Microsoft.Extensions.DependencyInjection;
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
        var renamed = await World.StoredSessionAsync();
        var lease = await World.LeaseAsync(moved.Id, Sample.WorkerA);
        await Aws.Account.HoldBackReadsAsync("indexes", Cancellation);

        await Sessions.SaveAsync(moved with { State = SessionState.Deleted }, lease, Cancellation);
        await Sessions.EraseAsync(gone.Id, null, Cancellation);
        await Sessions.SaveAsync(renamed with { Name = "Coffee" }, null, Cancellation);
        await Leases.ReleaseAsync(lease, Cancellation);
        var created = await World.StoredSessionAsync();

        var row = Assert.Single((await PageAsync("", 10)).Items);
        Assert.Equal((renamed.Id, "Coffee"), (row.Session.Id, row.Session.Name));
        Assert.Empty((await PageAsync("tea", 10)).Items);
        Assert.Empty(await Leases.ListHeldAsync(Sample.WorkerA, Cancellation));
        // What a client lists of its own is read from the table.
        Assert.Equal(
            [created.Id, renamed.Id],
            (await Sessions.ListByEmailAsync("ada@example.com", Cancellation))
                .Select(listed => listed.Session.Id).OrderBy(id => id == renamed.Id));
        await Aws.Account.HoldBackReadsAsync(null, Cancellation);
        Assert.Equal(2, (await PageAsync("", 10)).Items.Count);
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
