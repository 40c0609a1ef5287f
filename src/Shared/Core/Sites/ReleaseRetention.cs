namespace TmuxBuilder.Core.Sites;

/// <summary>
/// Which releases keep their files: the current one, the five served before it, and of the others the newest twenty as
/// long as they are younger than a day.
/// </summary>
public static class ReleaseRetention
{
    /// <summary>How many that were served before the current one are kept, however old.</summary>
    public const int Kept = 5;

    /// <summary>
    /// How many of the others are kept while they are fresh: somebody who publishes all day long fills no disk.
    /// </summary>
    public const int KeptFresh = 20;

    /// <summary>How long a release is fresh.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>The releases whose files may go.</summary>
    /// <param name="releases">All of a site, newest first.</param>
    /// <param name="current">The one the site shows; never among the result, whatever its record says.</param>
    public static IReadOnlyList<Release> Expired(
        IReadOnlyList<Release> releases, ReleaseId? current, DateTimeOffset now)
    {
        var removable = releases
            .Where(release => release.PrunedAt is null
                && release.State is (ReleaseState.Previous or ReleaseState.Failed)
                && release.Id != current)
            .ToList();
        var kept = removable.Where(release => release.State == ReleaseState.Previous).Take(Kept).ToList();
        return
        [
            .. removable.Except(kept).Where((release, place) =>
                place >= KeptFresh || now - release.CreatedAt >= Fresh),
        ];
    }
}
