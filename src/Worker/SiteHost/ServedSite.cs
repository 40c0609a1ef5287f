using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.SiteHost;

/// <summary>
/// What a site serves: its current release, and for a while what pages of earlier ones still ask for.
/// </summary>
/// <param name="Earlier">Releases served before, the last first; opened when needed, absent ones left out.</param>
/// <param name="IsFresh">Whether the current release was promoted a moment ago.</param>
internal sealed record ServedSite(SiteRelease Current, IEnumerable<SiteRelease> Earlier, Lazy<bool> IsFresh)
{
    /// <summary>
    /// A part of a page that was loaded before the last promotion. A name with a hash means the same bytes in every
    /// release; of other names only the release just before counts, while its pages may still be loading.
    /// </summary>
    public SiteFile? FindEarlierPart(SitePath path) =>
        !path.HasExtension || path.IsPage ? null
        : HashedNames.Is(path.ToString())
            ? Earlier.Select(release => release.FindFile(path)).FirstOrDefault(file => file is not null)
        : IsFresh.Value ? Earlier.FirstOrDefault()?.FindFile(path)
        : null;
}
