using System.Text.Json.Nodes;
using NJsonSchema;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Checks.Rules;
using TmuxBuilder.Checks.Tests.Support;

namespace TmuxBuilder.Checks.Tests.Reports;

public sealed class ReportTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_schema_of_reports_is_the_one_in_the_documentation() =>
        Documents.CompareAsync("check-report.schema.json", _ => ReportSchema.Write());

    [Fact]
    public Task The_documentation_lists_every_rule() => Documents.CompareAsync("checks.md", RuleTable.Fill);

    [Fact]
    public async Task A_report_fits_the_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(ReportSchema.Write(), Cancellation);

        Assert.Empty(schema.Validate(Report(60).ToJson()));
    }

    [Theory]
    [InlineData("passed")]
    [InlineData("findings")]
    public async Task What_lacks_a_part_is_no_report(string part)
    {
        var schema = await JsonSchema.FromJsonAsync(ReportSchema.Write(), Cancellation);
        var report = JsonNode.Parse(Report(1).ToJson())!.AsObject();

        report.Remove(part);

        Assert.NotEmpty(schema.Validate(report.ToJsonString()));
    }

    [Fact]
    public void Findings_are_said_once_and_are_bounded()
    {
        var findings = new FindingList();
        foreach (var rule in CheckRules.All)
        {
            for (var i = 0; i < 100; i++)
            {
                findings.Add(rule, $"/{i}", "The same.");
                findings.Add(rule, "/", $"Number {i} {new string('x', 10_000)}\u001b[31m");
            }
        }

        var list = findings.ToList();

        Assert.Equal(60, list.Count);
        Assert.All(list, finding => Assert.InRange(finding.Detail.Length, 1, 450));
        Assert.All(list, finding => Assert.DoesNotContain('\u001b', finding.Detail));
        Assert.Equal("The same. (also on 99 other pages)", list[0].Detail);
        Assert.Equal(CheckSeverity.Error, list[0].Severity);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(60)]
    public void The_readable_report_is_bounded_and_a_pages_words_are_no_markup_in_it(int findings)
    {
        var text = Report(findings).ToMarkdown();

        Assert.InRange(text.Length, 50, 8000);
        Assert.DoesNotContain("<b>", text, StringComparison.Ordinal);
        Assert.Contains(findings == 0 ? "passed its check" : "did not pass", text, StringComparison.Ordinal);
    }

    private static CheckFinding Finding(int number) => new(
        "link.broken",
        CheckSeverity.Error,
        "/",
        number % 2 == 0 ? 360 : null,
        $"<b>{number}</b> [x](javascript:1) {new string('y', 300)}",
        "Mend it.");

    private static CheckReport Report(int findings) => new(
        CheckReport.CurrentVersion,
        findings == 0,
        "http://site.localhost/",
        DateTimeOffset.UnixEpoch,
        1234,
        [new("/", 200, "Home")],
        [.. Enumerable.Range(0, findings).Select(Finding)],
        2048,
        3);
}
