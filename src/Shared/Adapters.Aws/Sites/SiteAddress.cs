using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>
/// Where sites are. Below a domain of the platform's own a bucket's name tells; else the CDN chooses an address when
/// the distribution is made, and the site's record, which says until then that it has none, is set right.
/// </summary>
internal sealed class SiteAddress(AwsOptions options, ISiteStore sites, ILeaseStore leases, TimeProvider time)
{
    private const string Nowhere = "not-yet.invalid";
    private const int Tries = 4;

    private bool IsTold => options.Sites.Domain.Length > 0;

    public Uri Of(string bucket) =>
        new($"https://{SiteKeys.CheckedBucket(bucket)}.{(IsTold ? options.Sites.Domain : Nowhere)}/");

    /// <summary>Writes down where the site is, once that is known.</summary>
    /// <param name="domain">The distribution's own.</param>
    /// <exception cref="StoreUnavailableException">The session passed on to another worker just now.</exception>
    public async Task RecordAsync(Site site, string domain, CancellationToken cancellationToken)
    {
        var url = $"https://{domain}/";
        for (var attempt = 0; !IsTold && attempt < Tries; attempt++)
        {
            if (await sites.FindAsync(site.Id, cancellationToken) is not { } stored || stored.Url == url
                || await leases.FindAsync(site.Session, cancellationToken) is not { Worker: { } worker } lease)
            {
                return;
            }

            var saved = await sites.SaveAsync(
                stored with { Url = url, UpdatedAt = time.GetUtcNow() },
                new LeaseToken(site.Session, worker, lease.Epoch),
                cancellationToken);
            if (saved == SaveOutcome.Saved)
            {
                return;
            }
        }

        if (!IsTold)
        {
            throw new StoreUnavailableException("The site's address could not be written down just now.");
        }
    }
}
