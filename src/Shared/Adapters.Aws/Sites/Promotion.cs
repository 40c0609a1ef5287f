using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// Puts a release in place of another, file by file, in an order that shows no page before what it names. What visitors
/// reach is copied within the bucket and asked for anew each time, so that no cache has to be emptied; only a name with
/// a hash that means other bytes than before is named for that.
/// </summary>
/// <param name="forget">Has caches forget what they hold of some paths.</param>
internal sealed class Promotion(
    SiteObjects objects,
    SiteReleases releases,
    string bucket,
    Func<IReadOnlyList<string>, CancellationToken, Task> forget)
{
    /// <summary>Promotes a whole release.</summary>
    /// <exception cref="StoreUnavailableException">It was cut short, and is done again by the next.</exception>
    public async Task RunAsync(ReleaseId release, ReleaseManifest manifest, CancellationToken cancellationToken)
    {
        var served = await releases.ReadServedAsync(bucket, cancellationToken);
        var live = LiveView.Of(manifest).ToList();
        var isAgain = served.Current == release;
        if (isAgain && served.Promoting is null && await IsInPlaceAsync(live, cancellationToken))
        {
            return;
        }

        var known = await ManifestsAsync(served, cancellationToken);

        // After a promotion that was cut short nothing is known to be in place.
        var inPlace = !isAgain && served is { Promoting: null, Current: { } current }
            && known.GetValueOrDefault(current) is { } old
                ? LiveView.Of(old).ToDictionary(one => one.Key, one => one.Content, StringComparer.Ordinal)
                : [];
        var missing = live.Where(one => inPlace.GetValueOrDefault(one.Key) != one.Content).ToLookup(one => one.Turn);
        await releases.WriteServedAsync(bucket, served.Begin(release), cancellationToken);
        foreach (var turn in Enum.GetValues<LiveTurn>())
        {
            await objects.EachAsync(
                missing[turn], (one, token) => PlaceAsync(release, one, token), cancellationToken);
        }

        await ClearAsync(live, known.Values, cancellationToken);
        if (Changed(manifest, known.Values).ToList() is { Count: > 0 } wrong)
        {
            // Before it counts as done: who does it again does not know any more what caches hold.
            await forget(wrong, cancellationToken);
        }

        await releases.WriteServedAsync(bucket, served.End(release), cancellationToken);
    }

    private async Task<bool> IsInPlaceAsync(IEnumerable<LiveObject> live, CancellationToken cancellationToken)
    {
        var missing = live.Select(one => SiteKeys.Live + one.Key).ToHashSet(StringComparer.Ordinal);
        await foreach (var page in objects.PagesAsync(bucket, SiteKeys.Live, cancellationToken))
        {
            missing.ExceptWith(page);
        }

        return missing.Count == 0;
    }

    private async Task PlaceAsync(ReleaseId release, LiveObject one, CancellationToken cancellationToken)
    {
        var target = new S3Target(
            bucket,
            SiteKeys.Live + one.Key,
            SiteFiles.TypeOf(one.Path),
            SiteFiles.CachingOf(one.Path));
        if (one.Turn == LiveTurn.Redirect)
        {
            await objects.WriteAsync(target, LiveView.RedirectTo(one.Key), cancellationToken);
        }
        else if (!await objects.CopyAsync(SiteKeys.Release(release) + one.Path, target, cancellationToken))
        {
            throw new StoreUnavailableException("A file of the release is gone.");
        }
    }

    /// <summary>Those of the releases that were served, or are in part, and are there still.</summary>
    private async Task<Dictionary<ReleaseId, ReleaseManifest>> ManifestsAsync(
        ServedReleases served, CancellationToken cancellationToken)
    {
        var ids = new[] { served.Current, served.Promoting }.OfType<ReleaseId>().Concat(served.Earlier).Distinct();
        var found = await Task.WhenAll(ids.Select(async id =>
            (Id: id, Manifest: await releases.FindManifestAsync(bucket, id, cancellationToken))));
        return found.Where(one => one.Manifest is not null).ToDictionary(one => one.Id, one => one.Manifest!);
    }

    /// <summary>
    /// Removes what the release has not, but for names with a hash of those served before: pages that were loaded a
    /// moment ago still ask for them.
    /// </summary>
    private async Task ClearAsync(
        IEnumerable<LiveObject> live, IEnumerable<ReleaseManifest> before, CancellationToken cancellationToken)
    {
        var kept = live.Select(one => one.Key)
            .Concat(before.SelectMany(manifest => manifest.Files).Select(file => file.Path).Where(SiteFiles.IsForEver))
            .ToHashSet(StringComparer.Ordinal);
        await objects.ClearAsync(
            bucket, SiteKeys.Live, key => kept.Contains(key[SiteKeys.Live.Length..]), cancellationToken);
    }

    /// <summary>Names kept for ever by caches that had other bytes before: no build tool makes such.</summary>
    private static IEnumerable<string> Changed(ReleaseManifest manifest, IEnumerable<ReleaseManifest> before) =>
        manifest.Files
            .Where(file => SiteFiles.IsForEver(file.Path)
                && before.Any(old => old.Find(file.Path) is { } known && known.Sha256 != file.Sha256))
            .Select(file => '/' + file.Path);
}
