using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>The pages of <see cref="Core.Ports.ISessionStore"/>.</summary>
public abstract class SessionListContract : PortContract
{
    [Theory]
    [InlineData(SessionFilter.All, "initializing ready working waiting paused hibernated failed completed")]
    [InlineData(SessionFilter.Active, "initializing ready working waiting paused hibernated failed")]
    [InlineData(SessionFilter.Completed, "completed")]
    [InlineData(SessionFilter.Deleted, "deleted purging")]
    public async Task A_filter_shows_and_counts_its_states(SessionFilter filter, string states)
    {
        foreach (var state in Enum.GetValues<SessionState>())
        {
            var session = World.NewSession(name: state.ToString().ToLowerInvariant()) with { State = state };
            await Sessions.CreateAsync(session, Cancellation);
        }

        var page = await PageAsync(filter);

        Assert.Equal(states.Split(' ').Order(), page.Items.Select(row => row.Session.Name).Order());
        Assert.Equal(page.Items.Count, page.Total);
    }

    [Fact]
    public async Task The_counters_follow_a_session_through_its_states()
    {
        var session = await World.StoredSessionAsync();
        Assert.Equal((1, 1, 0, 0), await TotalsAsync());

        await Sessions.SaveAsync(session with { State = SessionState.Completed }, null, Cancellation);
        Assert.Equal((1, 0, 1, 0), await TotalsAsync());

        await Sessions.SaveAsync(session with { State = SessionState.Deleted, Version = 1 }, null, Cancellation);
        Assert.Equal((0, 0, 0, 1), await TotalsAsync());

        await Sessions.SaveAsync(session with { State = SessionState.Ready, Version = 2 }, null, Cancellation);
        Assert.Equal((1, 1, 0, 0), await TotalsAsync());

        await Sessions.EraseAsync(session.Id, null, Cancellation);
        Assert.Equal((0, 0, 0, 0), await TotalsAsync());

        await World.StoredSessionAsync();
        Assert.Equal((1, 1, 0, 0), await TotalsAsync());
    }

    [Theory]
    [InlineData(SessionFilter.All, "")]
    [InlineData(SessionFilter.Active, "")]
    [InlineData(SessionFilter.All, "tea")]
    [InlineData(SessionFilter.Active, "tea")]
    public async Task Pages_come_newest_first_without_gap_or_repeat_in_both_orders(SessionFilter filter, string prefix)
    {
        var created = new List<Session>();
        for (var count = 0; count < 25; count++)
        {
            created.Add(await World.StoredSessionAsync());
            Time.Advance(TimeSpan.FromSeconds(count % 3));
        }

        for (var index = 0; index < created.Count; index += 2)
        {
            created[index] = created[index] with { UpdatedAt = Now.AddSeconds(-index), Version = 0 };
            await Sessions.SaveAsync(created[index], null, Cancellation);
        }

        foreach (var sort in Enum.GetValues<SessionSort>())
        {
            var pages = await AllPagesAsync(cursor => Sessions.PageAsync(
                new SessionQuery(filter, prefix, sort, new PageRequest(4, cursor)), Cancellation));

            Assert.Equal(
                created
                    .OrderByDescending(session => sort == SessionSort.Created ? session.CreatedAt : session.UpdatedAt)
                    .ThenByDescending(session => session.Id.Value, StringComparer.Ordinal)
                    .Select(session => session.Id),
                pages.Select(row => row.Session.Id));
        }
    }

    [Fact]
    public async Task The_last_page_has_no_cursor_even_when_it_is_full()
    {
        await AtOnceAsync(4, _ => World.StoredSessionAsync());

        Assert.Null((await PageAsync(SessionFilter.All, limit: 4)).NextCursor);
        Assert.NotNull((await PageAsync(SessionFilter.All, limit: 3)).NextCursor);
    }

    [Fact]
    public async Task A_page_holds_rows_with_head_and_worker()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredTurnAsync(session.Id);
        await World.LeaseAsync(session.Id, Sample.WorkerA);

        var row = Assert.Single((await PageAsync(SessionFilter.All)).Items);

        Assert.Equal(await Sessions.FindRowAsync(session.Id, Cancellation), row);
        Assert.Equal(("worker-a", 1), (row.Worker, row.Head.Queued));
    }

    [Theory]
    [InlineData("tea", "Tea shop")]
    [InlineData("TEA S", "Tea shop")]
    [InlineData("zoë", "Zoë's")]
    [InlineData("ADA@", "Tea shop,Zoë's")]
    [InlineData("eve@example.com", "100% off_x")]
    [InlineData("100% off_", "100% off_x")]
    [InlineData("shop", "")]
    [InlineData("%", "")]
    [InlineData("1__", "")]
    [InlineData("example", "")]
    [InlineData("tea' OR 1=1 --", "")]
    public async Task A_prefix_matches_the_beginning_of_name_or_address(string prefix, string names)
    {
        await World.StoredSessionAsync("ada@example.com", "Tea shop");
        await World.StoredSessionAsync("ada@example.com", "Zoë's");
        await World.StoredSessionAsync("eve@example.com", "100% off_x");

        var page = await PageAsync(SessionFilter.All, prefix);

        Assert.Equal(
            names.Split(',', StringSplitOptions.RemoveEmptyEntries),
            page.Items.Select(row => row.Session.Name).Order());
        Assert.Null(page.Total);
    }

    [Fact]
    public async Task A_prefix_matches_the_beginning_of_the_id()
    {
        var session = await World.StoredSessionAsync();
        await World.StoredSessionAsync();

        var page = await PageAsync(SessionFilter.All, session.Id.Value[..20].ToUpperInvariant());

        Assert.Equal(session.Id, Assert.Single(page.Items).Session.Id);
    }

    [Fact]
    public async Task A_prefix_finds_the_new_name_and_not_the_old()
    {
        var session = await World.StoredSessionAsync();
        await Sessions.SaveAsync(session with { Name = "Coffee", Email = "bob@example.com" }, null, Cancellation);

        Assert.Single((await PageAsync(SessionFilter.All, "coff")).Items);
        Assert.Single((await PageAsync(SessionFilter.All, "bob")).Items);
        Assert.Empty((await PageAsync(SessionFilter.All, "tea")).Items);
    }

    [Fact]
    public async Task A_prefix_looks_only_within_the_filter()
    {
        var deleted = await World.StoredSessionAsync();
        await Sessions.SaveAsync(deleted with { State = SessionState.Deleted }, null, Cancellation);
        var live = await World.StoredSessionAsync();

        Assert.Equal(live.Id, Assert.Single((await PageAsync(SessionFilter.Active, "tea")).Items).Session.Id);
        Assert.Equal(live.Id, Assert.Single((await PageAsync(SessionFilter.All, "tea")).Items).Session.Id);
        Assert.Equal(deleted.Id, Assert.Single((await PageAsync(SessionFilter.Deleted, "tea")).Items).Session.Id);
        Assert.Empty((await PageAsync(SessionFilter.Completed, "tea")).Items);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("")]
    [InlineData("!!!!")]
    [InlineData("AAAA")]
    [InlineData("c2Vzc2lvbnMKMQp4")]
    public async Task A_cursor_that_is_not_of_this_list_is_refused(string cursor) =>
        await Assert.ThrowsAsync<InvalidCursorException>(() => PageAsync(SessionFilter.All, cursor: cursor));

    [Fact]
    public async Task A_cursor_of_another_filter_or_order_is_refused()
    {
        await AtOnceAsync(3, _ => World.StoredSessionAsync());
        var cursor = (await PageAsync(SessionFilter.All, limit: 1)).NextCursor;
        Assert.NotNull(cursor);

        await Assert.ThrowsAsync<InvalidCursorException>(() => PageAsync(SessionFilter.Active, cursor: cursor));
        await Assert.ThrowsAsync<InvalidCursorException>(() => Sessions.PageAsync(
            new SessionQuery(SessionFilter.All, "", SessionSort.Updated, new PageRequest(1, cursor)), Cancellation));
    }

    private Task<Page<SessionRow>> PageAsync(
        SessionFilter filter, string prefix = "", int limit = PageRequest.MaxLimit, string? cursor = null) =>
        Sessions.PageAsync(
            new SessionQuery(filter, prefix, SessionSort.Created, new PageRequest(limit, cursor)), Cancellation);

    private async Task<(long? All, long? Active, long? Completed, long? Deleted)> TotalsAsync() => (
        (await PageAsync(SessionFilter.All)).Total,
        (await PageAsync(SessionFilter.Active)).Total,
        (await PageAsync(SessionFilter.Completed)).Total,
        (await PageAsync(SessionFilter.Deleted)).Total);
}
