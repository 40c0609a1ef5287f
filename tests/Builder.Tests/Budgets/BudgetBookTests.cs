using TmuxBuilder.Builder.Budgets;
using TmuxBuilder.Core.Budgets;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.Budgets;

public sealed class BudgetBookTests
{
    private const string Client = "ada@example.com";
    private static readonly DateOnly Month = new(2026, 2, 1);
    private static readonly SessionId One = SessionId.New(Client, TimeProvider.System);
    private static readonly SessionId Two = SessionId.New(Client, TimeProvider.System);

    private readonly BudgetBook book = new();
    private readonly TurnId turn = TurnId.New(TimeProvider.System);

    [Fact]
    public void A_call_goes_up_while_every_budget_has_something_left()
    {
        Open(One, turnLimit: 10);

        Assert.Null(book.Admit(One, 1));
        book.End(1, 9);
        Assert.Null(book.Admit(One, 2));
        book.End(2, 1);

        Assert.Equal(new BudgetStop(BudgetScope.Turn, 10, 10), book.Admit(One, 3));
        Assert.Equal(BudgetScope.Turn, book.StopOf(One)?.Scope);
    }

    [Fact]
    public void What_calls_under_way_cost_so_far_counts_for_the_next()
    {
        Open(One, turnLimit: 10);
        book.Admit(One, 1);
        Assert.Null(book.Used(1, 6));

        // The second is thought to begin as the first did, the third has no place beside them.
        Assert.Null(book.Admit(One, 2));
        Assert.NotNull(book.Admit(One, 3));

        book.End(2, 0);
        Assert.Null(book.Admit(One, 4));
    }

    [Fact]
    public void A_call_is_to_be_cut_when_it_comes_to_the_limit()
    {
        Open(One, turnLimit: 10);
        book.Admit(One, 1);

        Assert.Null(book.Used(1, 9));
        Assert.NotNull(book.Used(1, 10));
        book.End(1, 10);
        Assert.Equal(10, book.StopOf(One)?.Spent);
    }

    [Fact]
    public void Of_a_client_and_the_platform_all_sessions_spend()
    {
        Open(One, clientLimit: 10);
        Open(Two, clientLimit: 10);
        book.Admit(One, 1);
        book.End(1, 10);

        Assert.Equal(BudgetScope.Client, book.Admit(Two, 2)?.Scope);
    }

    [Fact]
    public void What_is_stored_while_the_store_is_asked_is_never_missed()
    {
        Open(One, clientLimit: 6);
        book.Admit(One, 1);
        var charge = book.End(1, 6);

        // The store answered before it had the charge, the answer comes after.
        book.BeginReading();
        book.Settle(charge!, counts: true);
        book.Take(Sums(clientLimit: 6, client: 0));
        Assert.Equal(6, book.StopOf(One)?.Spent);

        // The next look has it, once.
        book.BeginReading();
        book.Take(Sums(clientLimit: 7, client: 6));
        Assert.Null(book.StopOf(One));
        book.Take(Sums(clientLimit: 6, client: 6));
        Assert.Equal(6, book.StopOf(One)?.Spent);
    }

    [Fact]
    public void A_charge_that_was_counted_before_or_lost_counts_no_longer()
    {
        Open(One, turnLimit: 5);
        book.Admit(One, 1);
        var charge = book.End(1, 6);
        Assert.NotNull(book.StopOf(One));

        book.Settle(charge!, counts: false);

        Assert.Null(book.StopOf(One));
    }

    [Fact]
    public void Each_level_is_told_once_and_again_of_another_limit()
    {
        Open(One, clientLimit: 10);
        book.Admit(One, 1);
        book.End(1, 8);
        book.Admit(One, 2);
        book.End(2, 1);
        book.Admit(One, 3);
        book.End(3, 1);
        Open(One, clientLimit: 10, client: 10);
        Open(One, clientLimit: 12, client: 10);

        var told = new List<(BudgetLevel, long)>();
        while (book.News.Reader.TryRead(out var news))
        {
            told.Add((news.Level, news.Limit));
        }

        Assert.Equal([(BudgetLevel.Near, 10), (BudgetLevel.Reached, 10), (BudgetLevel.Reached, 12)], told);
    }

    [Fact]
    public void Another_turn_or_month_has_to_be_read_first()
    {
        Assert.False(book.IsOpen(One, turn, Month));
        Open(One);

        Assert.True(book.IsOpen(One, turn, Month));
        Assert.False(book.IsOpen(One, TurnId.New(TimeProvider.System), Month));
        Assert.False(book.IsOpen(One, turn, Month.AddMonths(1)));

        book.Keep(_ => false);
        Assert.False(book.IsOpen(One, turn, Month));
    }

    private void Open(SessionId session, long turnLimit = 100, long clientLimit = 100, long client = 0)
    {
        var sums = Sums(clientLimit, client);
        var spent = new Dictionary<BudgetKey, long>(sums.Spent)
        {
            [BudgetKey.Of(session, turn)] = 0,
            [BudgetKey.Of(session)] = 0,
        };
        var limits = new Dictionary<BudgetKey, long>(sums.Limits) { [BudgetKey.Default(BudgetScope.Turn)] = turnLimit };
        book.BeginReading();
        book.Open(session, turn, Client, new BudgetSums(Month, limits, spent));
    }

    private static BudgetSums Sums(long clientLimit, long client) => new(
        Month,
        new Dictionary<BudgetKey, long> { [BudgetKey.Of(Client)] = clientLimit },
        new Dictionary<BudgetKey, long> { [BudgetKey.Of(Client)] = client, [BudgetKey.Platform] = 0 });
}
