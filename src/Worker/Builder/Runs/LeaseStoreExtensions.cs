using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Runs;

/// <summary>What is outside the store is not fenced by it, so the lease is looked at just before.</summary>
internal static class LeaseStoreExtensions
{
    extension(ILeaseStore leases)
    {
        /// <summary>Whether <paramref name="lease"/> is still the session's newest and was not given back.</summary>
        public async Task<bool> StandsAsync(LeaseToken lease, CancellationToken cancellationToken) =>
            await leases.FindAsync(lease.Session, cancellationToken) is { } stored
            && stored.Epoch == lease.Epoch
            && stored.Worker == lease.Worker;
    }
}
