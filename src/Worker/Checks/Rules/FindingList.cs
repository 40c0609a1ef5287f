using System.Globalization;
using System.Text;
using TmuxBuilder.Checks.Reports;

namespace TmuxBuilder.Checks.Rules;

/// <summary>Collects what a check finds: each thing once, not more than anybody reads. Safe from any thread.</summary>
internal sealed class FindingList
{
    private const int MaxFindings = 60;
    private const int MaxOfRule = 8;
    private const int MaxDetail = 400;
    private const int MaxPath = 200;

    private readonly Lock sync = new();
    private readonly Dictionary<(CheckRule Rule, string Detail), Entry> found = [];
    private int order;

    /// <summary>Notes what was seen, unless the same was said of another page already.</summary>
    public void Add(CheckRule rule, string page, string detail, int? viewport = null)
    {
        var text = Clean(detail, MaxDetail);
        lock (sync)
        {
            if (found.TryGetValue((rule, text), out var known))
            {
                known.Pages.Add(page);
            }
            else if (found.Keys.Count(key => key.Rule == rule) < MaxOfRule)
            {
                found[(rule, text)] = new Entry(order++, viewport, [page], page);
            }
        }
    }

    /// <summary>Whether something was found on this page with which it cannot pass.</summary>
    public bool HasErrorOn(string page)
    {
        lock (sync)
        {
            return found.Any(
                entry => entry.Key.Rule.Severity == CheckSeverity.Error && entry.Value.Pages.Contains(page));
        }
    }

    /// <summary>Whether a finding of this rule has these words in its detail.</summary>
    public bool Mentions(CheckRule rule, string words)
    {
        lock (sync)
        {
            return found.Keys.Any(key => key.Rule == rule && key.Detail.Contains(words, StringComparison.Ordinal));
        }
    }

    /// <summary>What was found, errors first, in the order it was seen.</summary>
    public IReadOnlyList<CheckFinding> ToList()
    {
        lock (sync)
        {
            return
            [
                .. found
                    .OrderBy(entry => entry.Key.Rule.Severity)
                    .ThenBy(entry => entry.Value.Order)
                    .Take(MaxFindings)
                    .Select(entry => ToFinding(entry.Key.Rule, entry.Key.Detail, entry.Value)),
            ];
        }
    }

    /// <summary>One line of text of a page's making, without what would steer a terminal.</summary>
    public static string Clean(string text, int most)
    {
        var clean = new StringBuilder(Math.Min(text.Length, most));
        foreach (var c in text)
        {
            if (clean.Length >= most)
            {
                return clean.Append('…').ToString();
            }

            clean.Append(char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c);
        }

        return clean.ToString().Trim();
    }

    private static CheckFinding ToFinding(CheckRule rule, string detail, Entry entry)
    {
        var others = entry.Pages.Count - 1;
        var also = others == 0
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" (also on {others} other page{(others == 1 ? "" : "s")})");
        return new(rule.Name, rule.Severity, Clean(entry.First, MaxPath), entry.Viewport, detail + also, rule.Cure);
    }

    private sealed record Entry(int Order, int? Viewport, HashSet<string> Pages, string First);
}
