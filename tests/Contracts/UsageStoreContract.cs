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
    public async Task Usage_outlives_the_process()
    {
        var session = World.NewSession().Id;
        await AddAsync("1", session, Now);

        await World.ReopenAsync();

        Assert.Equal(Amount, await Usage.SessionTotalAsync(session, Cancellation));
        Assert.False(await AddAsync("1", session, Now));
    }

    private Task<bool> AddAsync(string call, SessionId session, DateTimeOffset at, string client = "ada@example.com") =>
        Usage.AddAsync(new UsageRecord(call, session, null, client, at, Amount), Cancellation);

    private Task<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>> DaysAsync(DateOnly from, DateOnly to) =>
        Usage.ClientDaysAsync("ada@example.com", from, to, Cancellation);
}
