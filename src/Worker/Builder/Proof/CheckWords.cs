using System.Globalization;
using System.Text;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Proof;

/// <summary>What clients read of checks, and what the agent is told to mend.</summary>
internal static class CheckWords
{
    public const string Checking = "Opening what was published in a browser";

    public const string NewerUnchecked =
        "It was published again while it was checked, so its newest version was not checked.";

    public const string WorkEnded = "The work ended before it was checked.";

    public const string BrokeDown = "Its check broke down again and again, so it was not checked.";

    public const string Complete = "Complete";

    public const string CompleteUnchecked = "Complete, but not checked";

    public const string BeingMended = "Published, but not right yet; a repair follows";

    public const string NotRight = "Published, but not everything works";

    private const int MostSaid = 5;
    private const int MostSaidAtLast = 12;

    /// <summary>The outcome in a line.</summary>
    public static string Outcome(string what, bool passed, int pages, int errors, int warnings) => string.Create(
        CultureInfo.InvariantCulture,
        $"{what} {(passed ? "passed" : "did not pass")} its check: {Count(pages, "page")}, "
            + $"{Count(errors, "error")}, {Count(warnings, "warning")}");

    /// <summary>The outcome in a line.</summary>
    public static string Outcome(ProvedSite proved) => proved.Check switch
    {
        { Passed: { } passed } made => Outcome(proved.Site.Name, passed, made.Pages, made.Errors, made.Warnings),
        { Reason: { } reason } => $"{proved.Site.Name}: {reason}",
        _ => $"{proved.Site.Name}: {NewerUnchecked}",
    };

    /// <summary>What the chat says of a site.</summary>
    /// <param name="repair">The repair that follows; <see langword="null"/> when none does.</param>
    /// <param name="canGoBack">Whether an earlier version passed and is kept.</param>
    public static string Chat(ProvedSite proved, CheckReport? report, int? repair, bool canGoBack)
    {
        if (proved.Check is not { Passed: { } passed } check)
        {
            return $"Not checked. {Outcome(proved)}";
        }

        if (passed)
        {
            var notes = check.Warnings == 0 ? "" : $" ({Count(check.Warnings, "small note")} in the report)";
            return $"Checked: {proved.Site.Name} was opened in a browser, {Count(check.Pages, "page")} on phone, "
                + $"tablet and desktop, and works{notes}.";
        }

        var text = new StringBuilder();
        text.AppendLine(repair is { } attempt
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"**{proved.Site.Name} is published, but does not pass its check yet.** "
                    + $"The builder mends it now (repair {attempt} of {Repair.MaxAttempts}):")
            : $"**{proved.Site.Name} is published, but not everything works.** The repairs did not mend this:");
        text.AppendLine();
        text.Append(report is null
            ? $"- {Count(check.Errors, "error")}\n"
            : OnlyErrors(report).ToBrief(repair is null ? MostSaidAtLast : MostSaid));
        if (repair is null)
        {
            text.AppendLine().Append("The report has the details. ");
            text.Append(canGoBack
                ? "An earlier version passed its check; you can go back to it, or say what to do next."
                : "Say what to do next, or ask for another try.");
        }

        return text.ToString().TrimEnd();
    }

    /// <summary>What the chat says of sites that a turn leaves behind which did not come to its checks.</summary>
    public static string LeftUnchecked(IEnumerable<ProvedSite> left) =>
        string.Join("\n\n", left.Select(proved => $"Not checked. {proved.Site.Name} is published. {WorkEnded}"));

    /// <summary>The chat line that begins a repair.</summary>
    public static string RepairLine(IEnumerable<ProvedSite> failing, int attempt) => string.Create(
        CultureInfo.InvariantCulture,
        $"Repair {attempt} of {Repair.MaxAttempts}: mending what the check of "
            + $"{string.Join(" and ", failing.Select(proved => proved.Site.Name))} found.");

    /// <summary>What the agent shall mend of a site.</summary>
    public static string Task(ProvedSite proved, CheckReport? report) => $"""
        Site: {proved.Site.Name}
        Address: {proved.Site.Url}
        Published with: ./deploy.sh --project {proved.Site.Slug}

        {report?.ToMarkdown() ?? $"The report is gone; ./check.sh {proved.Site.Url} prints it again."}
        """;

    private static CheckReport OnlyErrors(CheckReport report) => report with
    {
        Findings = [.. report.Findings.Where(finding => finding.Severity == CheckSeverity.Error)],
    };

    private static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");
}
