using TmuxBuilder.Adapters.Embedded.Sessions;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Tests.Sqlite;

public sealed class SessionPagesTests(FewSessions few, ManySessions many)
    : IClassFixture<FewSessions>, IClassFixture<ManySessions>
{
    public static TheoryData<SessionFilter, SessionSort> Lists =>
        new(Enum.GetValues<SessionFilter>().SelectMany(filter =>
            Enum.GetValues<SessionSort>().Select(sort => (filter, sort))));

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_page_costs_the_same_with_200_and_with_20000_sessions(SessionFilter filter, SessionSort sort)
    {
        var query = new SessionQuery(filter, "", sort, new PageRequest(50));

        Assert.InRange(many.CountSteps(query), 1, few.CountSteps(query) * 12 / 10);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_page_far_down_costs_as_much_as_the_first(SessionFilter filter, SessionSort sort)
    {
        var cursor = many.Read(new SessionQuery(filter, "", sort, new PageRequest(200))).NextCursor;
        for (var page = 0; page < 10; page++)
        {
            cursor = many.Read(new SessionQuery(filter, "", sort, new PageRequest(200, cursor))).NextCursor;
        }

        var first = many.CountSteps(new SessionQuery(filter, "", sort, new PageRequest(50)));
        Assert.InRange(
            many.CountSteps(new SessionQuery(filter, "", sort, new PageRequest(50, cursor))), 1, first * 12 / 10);
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public void A_page_walks_its_index_and_sorts_nothing(SessionFilter filter, SessionSort sort)
    {
        using var sql = few.Open();

        var plan = sql.List(
            $"EXPLAIN QUERY PLAN {SessionSql.Page(new SessionQuery(filter, "", sort, new PageRequest(50)))}",
            row => row.GetString(3),
            0L,
            "",
            50);

        Assert.All(plan, step => Assert.StartsWith("SEARCH", step, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("tea shop19999", 1)]
    [InlineData("0000000003e8", 1)]
    [InlineData("nobody", 0)]
    [InlineData("tea", 50)]
    [InlineData("tea shop199", 50)]
    [InlineData("ada@", 50)]
    public void A_prefix_is_found_in_a_bounded_number_of_steps(string prefix, int found)
    {
        var query = new SessionQuery(SessionFilter.All, prefix, SessionSort.Created, new PageRequest(50));

        Assert.Equal(found, many.Read(query).Items.Count);
        Assert.InRange(many.CountSteps(query), 1, 60_000);
    }

    [Fact]
    public void Pages_of_a_prefix_that_matches_very_many_have_no_gap_and_no_repeat()
    {
        var pages = new List<SessionRow>();
        string? cursor = null;
        do
        {
            var page = many.Read(
                new SessionQuery(SessionFilter.Active, "tea", SessionSort.Updated, new PageRequest(200, cursor)));
            pages.AddRange(page.Items);
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        Assert.True(pages.Count > 2_000, "The prefix must match more than are sorted at once.");
        Assert.Equal(
            many.Read(new SessionQuery(SessionFilter.Active, "", SessionSort.Updated, new PageRequest(1))).Total,
            pages.Count);
        Assert.Distinct(pages.Select(row => row.Session.Id));
    }
}
