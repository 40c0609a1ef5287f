using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using Xunit;

namespace TmuxBuilder.Contracts;

public abstract class BudgetStoreContract : PortContract
{
    private const string Client = "ada@example.com";

    private IBudgetStore Budgets => World.Get<IBudgetStore>();

    [Fact]
    public async Task Each_budget_is_its_own_and_one_that_was_not_set_is_absent()
    {
        var keys = AllOf(World.NewSession().Id);
        var others = AllOf(World.NewSession().Id);
        for (var n = 0; n < keys.Count; n++)
        {
            await Budgets.SetAsync(keys[n], 1_000_000_000_000 + n, Cancellation);
        }

        var limits = await Budgets.LimitsAsync([.. keys, .. others], Cancellation);

        Assert.Equal(
            keys.Select((key, n) => (key, 1_000_000_000_000L + n)).ToHashSet(),
            keys.Select(key => (key, limits[key])).ToHashSet());
        Assert.DoesNotContain(others[0], limits.Keys);
        Assert.DoesNotContain(others[1], limits.Keys);
        Assert.Empty(await Budgets.LimitsAsync([], Cancellation));
    }

    [Fact]
    public async Task The_last_that_was_set_holds_also_after_a_restart_and_is_taken_away_again()
    {
        var key = BudgetKey.Of(Client);
        await Budgets.SetAsync(key, 1, Cancellation);
        await Budgets.SetAsync(key, 0, Cancellation);

        await World.ReopenAsync();

        Assert.Equal(0, Assert.Single(await Budgets.LimitsAsync([key], Cancellation)).Value);
        await Budgets.SetAsync(key, null, Cancellation);
        await Budgets.SetAsync(BudgetKey.Platform, null, Cancellation);
        Assert.Empty(await Budgets.LimitsAsync([key, BudgetKey.Platform], Cancellation));
    }

    [Fact]
    public async Task Only_one_of_many_is_the_first_to_tell_of_an_occasion()
    {
        foreach (var key in AllOf(World.NewSession().Id))
        {
            foreach (var level in Enum.GetValues<BudgetLevel>())
            {
                Assert.Single(
                    await AtOnceAsync(6, _ => Budgets.NoteAsync(key, level, "2026-02/5", Cancellation)), true);
            }
        }

        await World.ReopenAsync();
        Assert.False(await Budgets.NoteAsync(BudgetKey.Platform, BudgetLevel.Near, "2026-02/5", Cancellation));
        Assert.True(await Budgets.NoteAsync(BudgetKey.Platform, BudgetLevel.Near, "2026-03/5", Cancellation));
        Assert.False(await Budgets.NoteAsync(BudgetKey.Platform, BudgetLevel.Reached, "2026-02/5", Cancellation));
    }

    [Fact]
    public async Task What_was_told_sets_no_budget_and_setting_one_forgets_nothing_told()
    {
        var key = BudgetKey.Of(Client);
        await Budgets.NoteAsync(key, BudgetLevel.Near, "a", Cancellation);
        Assert.Empty(await Budgets.LimitsAsync([key], Cancellation));

        await Budgets.SetAsync(key, 7, Cancellation);

        Assert.False(await Budgets.NoteAsync(key, BudgetLevel.Near, "a", Cancellation));
        Assert.Equal(7, (await Budgets.LimitsAsync([key], Cancellation))[key]);
    }

    [Fact]
    public async Task Budgets_go_with_their_session_and_with_a_clients_last()
    {
        var session = await World.StoredSessionAsync(Client);
        var last = await World.StoredSessionAsync(Client);
        var keys = AllOf(session.Id);
        foreach (var key in keys)
        {
            await Budgets.SetAsync(key, 5, Cancellation);
        }

        await Sessions.EraseAsync(session.Id, null, Cancellation);
        await Budgets.SetAsync(BudgetKey.Of(session.Id), 5, Cancellation);

        Assert.False(await Budgets.NoteAsync(keys[0], BudgetLevel.Near, "a", Cancellation));
        Assert.Equal(keys.Skip(2).ToHashSet(), (await Budgets.LimitsAsync(keys, Cancellation)).Keys.ToHashSet());

        await Sessions.EraseAsync(last.Id, null, Cancellation);
        Assert.Equal(keys.Skip(3).ToHashSet(), (await Budgets.LimitsAsync(keys, Cancellation)).Keys.ToHashSet());
    }

    /// <summary>One of every kind: of a turn and a session first, then of a client, then what stands alone.</summary>
    private IReadOnlyList<BudgetKey> AllOf(SessionId session) =>
    [
        BudgetKey.Of(session, TurnId.New(Time)),
        BudgetKey.Of(session),
        BudgetKey.Of(Client),
        BudgetKey.Default(BudgetScope.Turn),
        BudgetKey.Default(BudgetScope.Session),
        BudgetKey.Default(BudgetScope.Client),
        BudgetKey.Platform,
    ];
}
