using TmuxBuilder.Cdk.Constructs;

namespace TmuxBuilder.Cdk.Tests;

/// <summary>Somebody is told, and finds out what to do.</summary>
public sealed class AlarmTests
{
    [Fact]
    public void What_has_to_be_looked_at_has_an_alarm() => Assert.Subset(
        Names().ToHashSet(),
        new HashSet<string>
        {
            "turns-stuck", "doorbells-dead", "greetings-dead", "api-errors", "sockets-errors", "sweeper-errors",
            "api-throttled", "table-throttled", "lease-churn", "agent-sign-in", "no-worker",
        });

    [Fact]
    public void Every_alarm_tells_somebody() => Assert.All(
        Stage.Plain.OfType("AWS::CloudWatch::Alarm").Where(IsOurs),
        alarm => Assert.Single(alarm.Resource["Properties"]!["AlarmActions"]!.AsArray()));

    [Fact]
    public void Every_alarm_has_its_page_in_the_runbook_and_the_runbook_no_others()
    {
        var pages = Checkout.Read("docs/operations.md").Split("\n## ")
            .Single(part => part.StartsWith("Alarms\n", StringComparison.Ordinal))
            .Split("\n### ")[1..].Select(page => page.Split('\n', 2)).ToList();

        Assert.Equal(Names().Append("budget").Order(), pages.Select(page => page[0]).Order());
        Assert.All(pages, page => Assert.NotEmpty(page[1].Trim()));
    }

    [Fact]
    public void A_month_has_a_budget_of_which_somebody_is_told()
    {
        Stage.Full.Observability.ResourceCountIs("AWS::Budgets::Budget", 1);
        Assert.Contains(
            "ops@example.com", Stage.Full.Templates["Observability"].ToJsonString(), StringComparison.Ordinal);
    }

    /// <summary>The filters find words that programs write.</summary>
    [Theory]
    [InlineData("src/Worker/Builder/Runs/SessionRunner.Faults.cs", CountedLogs.RefusedWords)]
    [InlineData("src/Worker/Builder/Runs/SessionRunner.cs", CountedLogs.MovedWords)]
    public void What_is_counted_is_written(string file, string words) =>
        Assert.Contains(words, Checkout.Read(file), StringComparison.Ordinal);

    private static IEnumerable<string> Names() => Stage.Plain.OfType("AWS::CloudWatch::Alarm").Where(IsOurs)
        .Select(alarm => ((string?)alarm.Resource["Properties"]!["AlarmName"])!["tmux-builder-".Length..]);

    /// <summary>The others are how the fleet grows.</summary>
    private static bool IsOurs((string Name, System.Text.Json.Nodes.JsonObject Resource) alarm) =>
        alarm.Resource["Properties"]!["AlarmName"] is not null;
}
