using TmuxBuilder.Checks.Rules;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Rules;

public sealed class RuleTests
{
    /// <summary>Rules whose sites need more than a few files; they have tests of their own.</summary>
    private static readonly string[] Elsewhere =
        ["limit.time", "limit.memory", "limit.pages", "page.crash", "weight.heavy", "weight.huge"];

    public static TheoryData<string> Broken() => [.. BrokenSites.All.Keys];

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task A_broken_site_is_found_by_exactly_its_rule(string rule)
    {
        await using var world = new CheckWorld().With(BrokenSites.All[rule]);

        var report = await world.ReportAsync();

        var found = Assert.Single(report.Findings.DistinctBy(finding => finding.Rule));
        Assert.Equal(rule, found.Rule);
        Assert.Equal("/", found.Page);
        Assert.NotEmpty(found.Detail);
        var known = CheckRules.All.Single(each => each.Name == rule);
        Assert.Equal((known.Severity, known.Cure), (found.Severity, found.Cure));
        Assert.Equal(known.Severity == Checks.Reports.CheckSeverity.Warning, report.Passed);
    }

    [Fact]
    public void Every_rule_has_a_broken_site() =>
        Assert.Equal(
            CheckRules.All.Select(rule => rule.Name).Order(StringComparer.Ordinal),
            BrokenSites.All.Keys.Concat(Elsewhere).Order(StringComparer.Ordinal));
}
