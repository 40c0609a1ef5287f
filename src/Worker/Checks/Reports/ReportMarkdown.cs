using System.Globalization;
using System.Text;

namespace TmuxBuilder.Checks.Reports;

/// <summary>Writes a report for people.</summary>
internal static class ReportMarkdown
{
    private const int MaxCharacters = 8000;
    private const int MaxPages = 10;
    private const int Kilobyte = 1024;

    public static string Write(CheckReport report)
    {
        var text = new StringBuilder();
        var errors = report.Findings.Count(finding => finding.Severity == CheckSeverity.Error);
        var warnings = report.Findings.Count - errors;
        var seconds = report.DurationMs / 1000.0;
        text.AppendLine(
            report.Passed ? "**The website passed its check.**" : "**The website did not pass its check.**");
        text.AppendLine(CultureInfo.InvariantCulture,
            $"{Count(report.Pages.Count, "page")} opened in a browser in {seconds:0.#} s: "
                + $"{Count(errors, "error")}, {Count(warnings, "warning")}.");
        var left = report.Findings.Count;
        foreach (var finding in report.Findings)
        {
            var paragraph = Paragraph(finding);
            if (text.Length + paragraph.Length > MaxCharacters - 2 * Kilobyte)
            {
                text.AppendLine().AppendLine(CultureInfo.InvariantCulture, $"… and {left} more.");
                break;
            }

            text.AppendLine().Append(paragraph);
            left--;
        }

        return text.AppendLine().Append(Footer(report)).ToString();
    }

    public static string WriteBrief(CheckReport report, int most)
    {
        var text = new StringBuilder();
        foreach (var finding in report.Findings.Take(most))
        {
            text.Append("- ").Append(Plain(finding.Detail)).Append(" (").Append(Where(finding)).Append(")\n");
        }

        return report.Findings.Count > most
            ? text.Append(CultureInfo.InvariantCulture, $"- … and {report.Findings.Count - most} more\n").ToString()
            : text.ToString();
    }

    private static string Paragraph(CheckFinding finding)
    {
        var kind = finding.Severity == CheckSeverity.Error ? "Error" : "Warning";
        return $"- **{kind}** `{finding.Rule}` on {Where(finding)}: {Plain(finding.Detail)}\n  {Plain(finding.Cure)}\n";
    }

    private static string Where(CheckFinding finding) => Plain(finding.Viewport is { } width
        ? string.Create(CultureInfo.InvariantCulture, $"{finding.Page} at {width} px")
        : finding.Page);

    private static string Footer(CheckReport report)
    {
        var pages = string.Join(", ", report.Pages.Take(MaxPages).Select(page => Plain(page.Path)));
        var more = report.Pages.Count > MaxPages ? " …" : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"Pages: {pages}{more}. First page: {report.WeightBytes / Kilobyte} KB in "
                + $"{Count(report.Requests, "request")}.\n");
    }

    /// <summary>A number with its noun.</summary>
    public static string Count(int number, string noun) =>
        string.Create(CultureInfo.InvariantCulture, $"{number} {noun}{(number == 1 ? "" : "s")}");

    /// <summary>Pages' own words must not become markup of the chat.</summary>
    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            _ = c is '`' or '*' or '<' or '>' or '[' or ']' or '_' or '\\' or '|' or '!' or '#'
                ? plain.Append('\\').Append(c)
                : plain.Append(char.IsControl(c) ? ' ' : c);
        }

        return plain.ToString();
    }
}
