namespace TmuxBuilder.Core.Sites;

/// <summary>
/// Which releases keep their files: the current one, the five served before it, and all younger than a day.
/// </summary>
public static class ReleaseRetention
{
    /// <summary>How many that were served before the current one are kept, however old.</summary>
    public const int Kept = 5;

    /// <summary>How long every release is kept.</summary>
    public static readonly TimeSpan Fresh = TimeSpan.FromDays(1);

    /// <summary>The releases whose files may go.</summary>
    /// <param name="releases">All of a site, newest first.</param>
    /// <param name="current">The one the site shows; never among the result, whatever its record says.</param>
    public static IReadOnlyList<Release> Expired(
        IReadOnlyList<Release> releases, ReleaseId? current, DateTimeOffset now)
    {
        var kept = releases
            .Where(release => release is { State: ReleaseState.Previous, PrunedAt: null } && release.Id != current)
            .Take(Kept)
            .Select(release => release.Id)
            .ToHashSet();
        return
        [
            .. releases.Where(release => release.PrunedAt is null
                && release.State is (ReleaseState.Previous or ReleaseState.Failed)
                && release.Id != current
                && !kept.Contains(release.Id)
                && now - release.CreatedAt >= Fresh),
        ];
    }
}
