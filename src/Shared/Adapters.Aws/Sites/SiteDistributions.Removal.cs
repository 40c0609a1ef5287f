using System.Collections.Concurrent;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <content>Taking a distribution away: switched off, waited for, deleted.</content>
internal sealed partial class SiteDistributions
{
    /// <summary>
    /// Switches the distribution off, waits until it is, and deletes it; returns its id, or <see langword="null"/> when
    /// there was none. Cut short, it goes on from where it was.
    /// </summary>
    /// <exception cref="StoreUnavailableException">The CDN did not let go of it in time.</exception>
    public Task<string?> RemoveAsync(Site site, CancellationToken cancellationToken) => AwsFaults.ReachAsync(
        What, () => RemoveNowAsync(site, cancellationToken), cancellationToken);

    /// <summary>Says in the ledger that nothing is left.</summary>
    public Task ForgetAsync(Site site, CancellationToken cancellationToken) =>
        lines.RemoveAsync(site.Session, ResourceKind.Distribution, site.Bucket, cancellationToken);

    private async Task<string?> RemoveNowAsync(Site site, CancellationToken cancellationToken)
    {
        if (await FindNowAsync(site, cancellationToken) is not { } found)
        {
            return null;
        }

        await WriteLineAsync(site, ResourceStage.Removing, new() { [IdKey] = found.Id }, cancellationToken);
        var begin = time.GetTimestamp();
        while (true)
        {
            if (found.IsEnabled)
            {
                found = await ChangeAsync(site, config => config.Enabled = false, cancellationToken);
                LogSwitchedOff(site.Bucket, found.Id);
            }
            else if (found.IsDeployed && await TryDeleteAsync(found, cancellationToken))
            {
                ids.TryRemove(site.Bucket, out _);
                return found.Id;
            }
            else if (time.GetElapsedTime(begin) > options.Sites.RemovalPatience)
            {
                throw new StoreUnavailableException("The CDN did not let go of the site yet.");
            }
            else
            {
                await Task.Delay(Pause, time, cancellationToken);
            }

            if (await ReadAsync(found.Id, cancellationToken) is not { } next)
            {
                return found.Id;
            }

            found = next;
        }
    }

    private async Task<bool> TryDeleteAsync(SiteDistribution found, CancellationToken cancellationToken)
    {
        try
        {
            await cloudFront.DeleteDistributionAsync(
                new DeleteDistributionRequest { Id = found.Id, IfMatch = found.ETag }, cancellationToken);
            return true;
        }
        catch (NoSuchDistributionException)
        {
            return true;
        }
        catch (Exception failure)
            when (failure is PreconditionFailedException or InvalidIfMatchVersionException
                or DistributionNotDisabledException)
        {
            // It changed since it was read.
            return false;
        }
    }

    [LoggerMessage(LogLevel.Information, "The distribution {DistributionId} of {Bucket} is switched off")]
    private partial void LogSwitchedOff(string bucket, string distributionId);
}
