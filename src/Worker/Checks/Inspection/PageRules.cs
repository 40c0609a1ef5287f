using System.Globalization;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Inspection;

/// <summary>Judges what can be seen of a page at once.</summary>
internal static class PageRules
{
    private const int FewCharacters = 15;
    private const long Heavy = 3L * 1024 * 1024;
    private const long Huge = 15L * 1024 * 1024;
    private const double Megabyte = 1024 * 1024;

    /// <summary>Titles that tools put there and nobody meant.</summary>
    private static readonly string[] ToolTitles =
    [
        "vite app", "vite + react", "vite + react + ts", "react app", "document", "untitled", "untitled document",
        "create next app",
    ];

    public static void Judge(PageFacts facts, string path, SiteScope scope, FindingList findings)
    {
        if (facts.Characters < FewCharacters && !facts.Media)
        {
            findings.Add(CheckRules.PageEmpty, path, "The page shows neither text nor pictures.");
        }

        foreach (var text in facts.Placeholders)
        {
            findings.Add(CheckRules.Placeholder, path, $"The page says: {text}");
        }

        foreach (var image in facts.Images)
        {
            // What did not arrive was said of its request; this is what arrived and is no picture.
            if (Uri.TryCreate(image.Address, UriKind.Absolute, out var address)
                && scope.Owns(address)
                && (!image.Pending || !scope.Has(address))
                && !findings.Mentions(CheckRules.ImageBroken, SiteScope.PathOf(address)))
            {
                var what = scope.Has(address) ? "is no picture" : "is not in the release";
                findings.Add(CheckRules.ImageBroken, path, $"{SiteScope.PathOf(address)} {what}.");
            }
        }

        JudgeHead(facts, path, findings);
        JudgeIcon(facts, path, scope, findings);
    }

    public static void JudgeWeight(long bytes, string path, FindingList findings)
    {
        if (bytes > Heavy)
        {
            var rule = bytes > Huge ? CheckRules.WeightHuge : CheckRules.WeightHeavy;
            findings.Add(rule, path, Text($"The page and what it loads weigh {bytes / Megabyte:0.0} MB."));
        }
    }

    public static void JudgeOverflow(PageOverflow overflow, int width, string path, FindingList findings)
    {
        if (overflow.Pixels > 1)
        {
            var culprits = overflow.Culprits.Count == 0 ? "" : $" because of {string.Join(", ", overflow.Culprits)}";
            findings.Add(
                CheckRules.Overflow,
                path,
                Text($"At {width} px the page is {overflow.Pixels} px too wide{culprits}."),
                width);
        }
    }

    public static void JudgeAccess(IReadOnlyList<AccessViolation> violations, string path, FindingList findings)
    {
        foreach (var violation in violations)
        {
            var rule = violation.Impact is "critical" or "serious" ? CheckRules.AccessSerious : CheckRules.AccessMinor;
            var where = string.Join(", ", violation.Where);
            findings.Add(rule, path, $"{violation.Id}: {violation.Help}: {where}. {violation.Summary}");
        }
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void JudgeHead(PageFacts facts, string path, FindingList findings)
    {
        if (facts.Title.Length == 0)
        {
            findings.Add(CheckRules.Title, path, "The page has no title.");
        }
        else if (ToolTitles.Contains(facts.Title.ToLowerInvariant()))
        {
            findings.Add(CheckRules.Title, path, $"The page's title is a tool's: {facts.Title}");
        }

        if (string.IsNullOrWhiteSpace(facts.Description))
        {
            findings.Add(CheckRules.Description, path, "The page has no description.");
        }

        if (string.IsNullOrWhiteSpace(facts.Lang))
        {
            findings.Add(CheckRules.Language, path, "The page does not say its language.");
        }

        if (facts.Viewport is null || !facts.Viewport.Contains("width", StringComparison.OrdinalIgnoreCase))
        {
            findings.Add(CheckRules.Viewport, path, "The page does not set its width to the device's.");
        }
    }

    private static void JudgeIcon(PageFacts facts, string path, SiteScope scope, FindingList findings)
    {
        if (facts.Icons.Count == 0 && !scope.Files.Has("/favicon.ico"))
        {
            findings.Add(CheckRules.Favicon, path, "The page has no icon.");
        }

        foreach (var name in facts.Icons)
        {
            if (Uri.TryCreate(name, UriKind.Absolute, out var icon) && scope.Owns(icon) && !scope.Has(icon))
            {
                findings.Add(CheckRules.Favicon, path, $"The icon {SiteScope.PathOf(icon)} is not in the release.");
            }
        }
    }
}
