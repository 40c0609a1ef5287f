using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Inspection;
using TmuxBuilder.Checks.Pages;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Crawling;

/// <summary>Judges links against the release's files, and says which lead to pages that shall be opened.</summary>
internal sealed class SiteLinks(SiteScope scope, FindingList findings)
{
    private readonly List<(string Page, Uri Target, PageLink Link)> places = [];
    private readonly List<(string Page, Uri Target, PageLink Link)> routes = [];

    /// <summary>Whether there are links only opening can judge: the release's one page stands for all.</summary>
    public bool HasRoutes => routes.Count > 0;

    /// <summary>One address for all ways of writing it.</summary>
    public static string Key(Uri address)
    {
        const string index = "/index.html";
        var path = address.AbsolutePath.EndsWith(index, StringComparison.Ordinal)
            ? address.AbsolutePath[..^index.Length]
            : address.AbsolutePath;
        var route = IsRoute(address.Fragment) && !IsFirst(address) ? address.Fragment : "";
        return $"{address.Authority}{path.TrimEnd('/')}{route}";
    }

    /// <summary>Judges the links of a page that was opened and returns the pages of the site they lead to.</summary>
    public IEnumerable<Uri> Follow(VisitedPage page)
    {
        foreach (var link in page.Facts?.Links ?? [])
        {
            if (Target(link) is { } target && Judge(page, link, target))
            {
                yield return target;
            }
        }
    }

    /// <summary>Judges what only the opened pages could tell.</summary>
    /// <param name="nowhere">What is shown at an address that means nothing, when that was looked at.</param>
    public void Conclude(IReadOnlyList<VisitedPage> visited, string? nowhere)
    {
        var pages = visited.Where(page => page.Facts is not null).GroupBy(page => Key(page.Address))
            .ToDictionary(group => group.Key, group => group.First(), StringComparer.Ordinal);
        foreach (var (page, target, link) in places)
        {
            if (pages.TryGetValue(Key(target), out var found) && !HasPlace(found.Facts!, link.Fragment!))
            {
                ReportPlace(page, link);
            }
        }

        foreach (var (page, target, link) in routes)
        {
            if (nowhere is not null && pages.TryGetValue(Key(target), out var found) && found.Text == nowhere)
            {
                ReportBroken(page, link, "where the site shows the same as at an address that does not exist");
            }
        }
    }

    /// <summary>What is shown there is often shown at every address that means nothing.</summary>
    private static bool IsFirst(Uri address) => address.Fragment is "#/" or "#!" or "#!/";

    private static bool IsRoute(string fragment) =>
        fragment.StartsWith("#/", StringComparison.Ordinal) || fragment.StartsWith("#!", StringComparison.Ordinal);

    private static Uri? Target(PageLink link)
    {
        var isRoute = link.Fragment is not null && IsRoute('#' + link.Fragment);
        var address = isRoute ? $"{link.Address}#{link.Fragment}" : link.Address;
        return (!link.Raw.StartsWith('#') || isRoute)
            && Uri.TryCreate(address, UriKind.Absolute, out var target)
            && target.Scheme is "http" or "https" or "file"
                ? target
                : null;
    }

    private static bool HasPlace(PageFacts facts, string fragment) =>
        fragment is "" or "top" || facts.Ids.Contains(fragment) || facts.Ids.Contains(Uri.UnescapeDataString(fragment));

    private bool Judge(VisitedPage page, PageLink link, Uri target)
    {
        if (!scope.Owns(target))
        {
            if (!scope.MayLinkTo(target) && ElsewhereRules.IsForbidden(target))
            {
                ReportBroken(page.Path, link, "which no visitor can reach");
            }

            return false;
        }

        var isRoute = IsRoute(target.Fragment);
        var isFile = target.Segments[^1].Contains('.', StringComparison.Ordinal);
        if (!scope.Has(target) && (isFile || !scope.Files.IsSinglePage))
        {
            ReportBroken(page.Path, link, "which the release does not have");
            return false;
        }

        if ((isRoute && !IsFirst(target)) || !scope.Has(target))
        {
            routes.Add((page.Path, target, link));
        }
        else if (link.Fragment is not null && !isRoute)
        {
            places.Add((page.Path, target, link));
        }

        return !link.Download && (!isFile || Path.GetExtension(target.AbsolutePath) is ".html" or ".htm");
    }

    private void ReportPlace(string page, PageLink link) => findings.Add(
        CheckRules.AnchorBroken, page, $"The link \"{link.Text}\" leads to {link.Raw}, a place that is not there.");

    private void ReportBroken(string page, PageLink link, string why) =>
        findings.Add(CheckRules.LinkBroken, page, $"The link \"{link.Text}\" leads to {link.Raw}, {why}.");
}
