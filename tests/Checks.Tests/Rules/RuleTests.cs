using TmuxBuilder.Checks.Rules;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Rules;

public sealed class RuleTests(BrokenPages pages) : IClassFixture<BrokenPages>
{
    /// <summary>Rules whose sites need more than a page; they have tests of their own.</summary>
    private static readonly string[] Elsewhere =
    [
        "limit.time", "limit.memory", "limit.pages", "page.crash", "page.status", "page.unreadable", "weight.heavy",
        "weight.huge",
    ];

    public static TheoryData<string> Broken() => [.. BrokenSites.All.Keys];

    [Theory]
    [MemberData(nameof(Broken))]
    public void A_broken_page_is_found_by_exactly_its_rule(string rule)
    {
        var found = Assert.Single(pages.Findings[BrokenPages.PathOf(rule)].DistinctBy(finding => finding.Rule));

        Assert.Equal(rule, found.Rule);
        Assert.NotEmpty(found.Detail);
        var known = CheckRules.All.Single(each => each.Name == rule);
        Assert.Equal((known.Severity, known.Cure), (found.Severity, found.Cure));
    }

    [Fact]
    public void A_good_page_among_broken_ones_is_not_blamed() => Assert.Empty(pages.Findings["/"]);

    [Theory]
    [InlineData("text.placeholder", false)]
    [InlineData("head.description", true)]
    public async Task A_site_with_an_error_fails_and_one_with_a_warning_passes(string rule, bool passes)
    {
        await using var world = new CheckWorld()
            .With(GoodSite.Files()).With("index.html", BrokenSites.All[rule]);

        var report = await world.ReportAsync();

        Assert.Equal(rule, Assert.Single(report.Findings).Rule);
        Assert.Equal(passes, report.Passed);
    }

    [Fact]
    public async Task A_site_without_a_first_page_is_said_so()
    {
        await using var world = new CheckWorld().With("about.html", GoodSite.Page(""));

        var report = await world.ReportAsync();

        Assert.Equal(("page.status", "/"), (report.Findings.Single().Rule, report.Findings.Single().Page));
        Assert.False(report.Passed);
    }

    [Fact]
    public void Every_rule_has_a_broken_page() =>
        Assert.Equal(
            CheckRules.All.Select(rule => rule.Name).Order(StringComparer.Ordinal),
            BrokenSites.All.Keys.Concat(Elsewhere).Order(StringComparer.Ordinal));
}
