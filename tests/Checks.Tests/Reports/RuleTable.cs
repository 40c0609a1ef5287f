using System.Text;
using TmuxBuilder.Checks.Reports;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Tests.Reports;

/// <summary>The table of rules in the documentation.</summary>
internal static class RuleTable
{
    private const string Begin = "<!-- rules -->\n";
    private const string End = "<!-- /rules -->\n";

    public static string Fill(string document)
    {
        var from = document.IndexOf(Begin, StringComparison.Ordinal);
        var to = document.IndexOf(End, StringComparison.Ordinal);
        Assert.True(from >= 0 && to > from, "docs/checks.md has lost the marks of its table.");
        var table = new StringBuilder("| Rule | Severity | Finds | Cure |\n|---|---|---|---|\n");
        foreach (var rule in CheckRules.All)
        {
            var severity = rule.Severity == CheckSeverity.Error ? "error" : "warning";
            table.Append($"| `{rule.Name}` | {severity} | {rule.Finds} | {Code(rule.Cure)} |\n");
        }

        return document[..(from + Begin.Length)] + table + document[to..];
    }

    private static string Code(string text) =>
        text.Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);
}
