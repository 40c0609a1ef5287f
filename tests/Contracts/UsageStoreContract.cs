using System.Globalization;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class UsageStoreContract : PortContract
{
    private static readonly UsageTotals Amount = new(1, 20, 300, 4_000, 5_000_000_000);

    private IUsageStore Usage => World.Get<IUsageStore>();

    [Fact]
    public async Task Calls_add_up_by_session_and_by_client_and_day()
    {
        var one = World.NewSession().Id;
        var two = World.NewSession().Id;
        Assert.True(await AddAsync("1", one, Now));
        await AddAsync("2", one, Now);
        await AddAsync("3", two, Now.AddDays(1));
        await AddAsync("4", two, Now, "eve@example.com");

        Assert.Equal(Amount + Amount, await Usage.SessionTotalAsync(one, Cancellation));
        Assert.Equal(Amount + Amount, await Usage.SessionTotalAsync(two, Cancellation));
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        Assert.Equal([(day, Amount + Amount), (day.AddDays(1), Amount)], await DaysAsync(day, day.AddDays(1)));
        Assert.Equal([(day, Amount + Amount)], await DaysAsync(day.AddDays(-1), day));
        Assert.Equal([(day.AddDays(1), Amount)], await DaysAsync(day.AddDays(1), day.AddDays(9)));
        Assert.Empty(await DaysAsync(day.AddDays(2), day.AddDays(9)));
    }

    [Fact]
    public async Task A_call_counts_once()
    {
        var session = World.NewSession().Id;

        var results = await AtOnceAsync(8, _ => AddAsync("call", session, Now));

        Assert.Single(results, true);
        Assert.Equal(Amount, await Usage.SessionTotalAsync(session, Cancellation));
        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        Assert.Equal([(day, Amount)], await DaysAsync(day, day));
    }

    [Fact]
    public async Task Days_are_those_of_utc()
    {
        await AddAsync("1", World.NewSession().Id, new DateTimeOffset(2026, 3, 1, 23, 30, 0, TimeSpan.FromHours(-2)));

        Assert.Equal(
            [(new DateOnly(2026, 3, 2), Amount)], await DaysAsync(new DateOnly(2026, 3, 1), new DateOnly(2026, 3, 3)));
    }

    [Fact]
    public async Task Of_nothing_used_the_total_is_zero() =>
        Assert.Equal(UsageTotals.Zero, await Usage.SessionTotalAsync(World.NewSession().Id, Cancellation));

    [Fact]
    public async Task The_sessions_of_a_page_are_looked_up_at_once()
    {
        var one = World.NewSession().Id;
        var two = World.NewSession().Id;
        var unused = World.NewSession().Id;
        await AddAsync("1", one, Now);
        await AddAsync("2", two, Now);
        await AddAsync("3", two, Now);
        await AddAsync("4", World.NewSession().Id, Now);

        var totals = await Usage.SessionTotalsAsync([two, unused, one], Cancellation);

        Assert.Equal(2, totals.Count);
        Assert.Equal(Amount, totals[one]);
        Assert.Equal(Amount + Amount, totals[two]);
        Assert.Empty(await Usage.SessionTotalsAsync([], Cancellation));
    }

    [Fact]
    public async Task The_turns_of_a_session_are_looked_up_at_once()
    {
        var one = World.NewSession().Id;
        var two = World.NewSession().Id;
        var (first, second, unused) = (TurnId.New(Time), TurnId.New(Time), TurnId.New(Time));
        await AddAsync("1", one, Now, turn: first);
        await AddAsync("2", one, Now.AddDays(1), turn: first);
        await AddAsync("3", one, Now, turn: second);
        await AddAsync("4", one, Now);
        await AddAsync("5", two, Now, turn: second);

        var totals = await Usage.TurnTotalsAsync(one, [first, unused, second], Cancellation);

        Assert.Equal(2, totals.Count);
        Assert.Equal(Amount + Amount, totals[first]);
        Assert.Equal(Amount, totals[second]);
        Assert.Equal(Amount, Assert.Single(await Usage.TurnTotalsAsync(two, [first, second], Cancellation)).Value);
        Assert.Empty(await Usage.TurnTotalsAsync(one, [], Cancellation));
    }

    [Fact]
    public async Task The_same_call_id_in_another_session_is_another_call()
    {
        var one = World.NewSession().Id;
        var two = World.NewSession().Id;

        Assert.True(await AddAsync("call", one, Now));
        Assert.True(await AddAsync("call", two, Now));

        Assert.Equal(Amount, await Usage.SessionTotalAsync(one, Cancellation));
        Assert.Equal(Amount, await Usage.SessionTotalAsync(two, Cancellation));
    }

    [Fact]
    public async Task Sessions_and_clients_are_listed_in_pages_with_what_they_used_on_those_days()
    {
        var sessions = Enumerable.Range(0, 5).Select(_ => World.NewSession().Id)
            .OrderBy(id => id.Value, StringComparer.Ordinal).ToList();
        for (var n = 0; n < sessions.Count; n++)
        {
            await AddAsync("before", sessions[n], Now.AddDays(-3), $"{n}@example.com");
            await AddAsync("after", sessions[n], Now.AddDays(3), $"{n}@example.com");
            await AddAsync("first", sessions[n], Now.AddDays(-n % 2), $"{n}@example.com");
        }

        await AddAsync("second", sessions[2], Now.AddDays(1), "2@example.com");
        await AddAsync("before", World.NewSession().Id, Now.AddDays(-3), "nobody@example.com");

        Assert.Equal(
            sessions.Select((id, n) => new UsageRow(id.Value, n == 2 ? Amount + Amount : Amount)),
            await ListAsync(UsageGroup.Session, -2, 2));
        Assert.Equal(
            Enumerable.Range(0, 5).Select(n => new UsageRow($"{n}@example.com", n == 2 ? Amount + Amount : Amount)),
            await ListAsync(UsageGroup.Client, -2, 2));
        Assert.Empty(await ListAsync(UsageGroup.Session, 4, 9));
        Assert.Equal(6, (await ListAsync(UsageGroup.Client, -3, -3)).Count);
    }

    [Fact]
    public async Task Days_are_listed_newest_first()
    {
        var session = World.NewSession().Id;
        for (var n = 0; n < 5; n++)
        {
            await AddAsync($"{n}", session, Now.AddDays(n), $"{n % 2}@example.com");
        }

        await AddAsync("again", World.NewSession().Id, Now.AddDays(2));

        Assert.Equal(
            new[] { 3, 2, 1 }.Select(n => new UsageRow(Day(n), n == 2 ? Amount + Amount : Amount)),
            await ListAsync(UsageGroup.Day, 1, 3));
    }

    [Fact]
    public async Task Models_are_listed_in_pages_with_what_they_used_on_those_days()
    {
        var session = await World.StoredSessionAsync();
        var other = World.NewSession().Id;
        await AddAsync("before", session.Id, Now.AddDays(-3), model: "opus");
        await AddAsync("1", session.Id, Now, model: "sonnet-4");
        await AddAsync("2", session.Id, Now.AddDays(1), model: "sonnet-4");
        await AddAsync("3", other, Now, model: "haiku");
        await AddAsync("4", other, Now, model: "");
        await AddAsync("5", other, Now.AddDays(2), model: "sonnet-4");

        UsageRow[] expected =
            [new("", Amount), new("haiku", Amount), new("sonnet-4", Amount + Amount)];
        Assert.Equal(expected, await ListAsync(UsageGroup.Model, -2, 1));

        await World.Get<ISessionStore>().EraseAsync(session.Id, null, Cancellation);
        await AddAsync("6", session.Id, Now, model: "haiku");

        expected[1] = new("haiku", Amount + Amount);
        Assert.Equal(expected, await ListAsync(UsageGroup.Model, -2, 1));
    }

    [Fact]
    public async Task All_that_was_used_on_some_days_adds_up()
    {
        for (var n = 0; n < 5; n++)
        {
            await AddAsync($"{n}", World.NewSession().Id, Now.AddDays(n), $"{n}@example.com");
        }

        var day = DateOnly.FromDateTime(Now.UtcDateTime);
        Assert.Equal(
            Amount + Amount + Amount, await Usage.TotalAsync(day.AddDays(1), day.AddDays(3), Cancellation));
        Assert.Equal(UsageTotals.Zero, await Usage.TotalAsync(day.AddDays(5), day.AddDays(9), Cancellation));
        Assert.Equal(UsageTotals.Zero, await Usage.TotalAsync(day, day.AddDays(-1), Cancellation));
    }

    [Fact]
    public async Task A_cursor_belongs_to_its_group()
    {
        await AddAsync("1", World.NewSession().Id, Now);
        await AddAsync("2", World.NewSession().Id, Now);
        var page = await Usage.PageAsync(Query(UsageGroup.Session, 0, 0, 1, null), Cancellation);

        Assert.NotNull(page.NextCursor);
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => Usage.PageAsync(Query(UsageGroup.Client, 0, 0, 1, page.NextCursor), Cancellation));
        await Assert.ThrowsAsync<InvalidCursorException>(
            () => Usage.PageAsync(Query(UsageGroup.Session, 0, 0, 1, "nonsense!"), Cancellation));
    }

    [Fact]
    public async Task What_a_purged_session_used_counts_for_its_day_alone()
    {
        var session = await World.StoredSessionAsync();
        var turn = TurnId.New(Time);
        await AddAsync("1", session.Id, Now, session.Email, turn);

        await World.Get<ISessionStore>().EraseAsync(session.Id, null, Cancellation);
        await AddAsync("2", session.Id, Now, session.Email, turn);

        Assert.Equal(UsageTotals.Zero, await Usage.SessionTotalAsync(session.Id, Cancellation));
        Assert.Empty(await Usage.TurnTotalsAsync(session.Id, [turn], Cancellation));
        Assert.Empty(await ListAsync(UsageGroup.Session, 0, 0));
        Assert.Equal([new UsageRow("", Amount + Amount)], await ListAsync(UsageGroup.Client, 0, 0));
        Assert.Equal([new UsageRow(Day(0), Amount + Amount)], await ListAsync(UsageGroup.Day, 0, 0));
    }

    [Fact]
    public async Task Usage_outlives_the_process()
    {
        var session = World.NewSession().Id;
        await AddAsync("1", session, Now);

        await World.ReopenAsync();

        Assert.Equal(Amount, await Usage.SessionTotalAsync(session, Cancellation));
        Assert.False(await AddAsync("1", session, Now));
    }

    private Task<bool> AddAsync(
        string call,
        SessionId session,
        DateTimeOffset at,
        string client = "ada@example.com",
        TurnId? turn = null,
        string model = "model") =>
        Usage.AddAsync(new UsageRecord(call, session, turn, client, at, Amount, model), Cancellation);

    private string Day(int offset) =>
        DateOnly.FromDateTime(Now.UtcDateTime).AddDays(offset).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private UsageQuery Query(UsageGroup group, int from, int to, int limit, string? cursor)
    {
        var today = DateOnly.FromDateTime(Now.UtcDateTime);
        return new UsageQuery(group, today.AddDays(from), today.AddDays(to), new PageRequest(limit, cursor));
    }

    /// <summary>All rows, read in pages of two.</summary>
    private async Task<IReadOnlyList<UsageRow>> ListAsync(UsageGroup group, int from, int to)
    {
        var rows = new List<UsageRow>();
        string? cursor = null;
        do
        {
            var page = await Usage.PageAsync(Query(group, from, to, 2, cursor), Cancellation);
            Assert.InRange(page.Items.Count, cursor is null ? 0 : 1, 2);
            rows.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null && rows.Count < 100);

        return rows;
    }

    private Task<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>> DaysAsync(DateOnly from, DateOnly to) =>
        Usage.ClientDaysAsync("ada@example.com", from, to, Cancellation);
}
