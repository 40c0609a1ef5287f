using System.Collections.Concurrent;
using TmuxBuilder.Agent.Network;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>
/// The hosts admins allowed, from the store, and those of the session's own AWS identity where it has one. What was
/// read holds for a moment: an agent may ask for hosts as fast as it can.
/// </summary>
internal sealed class SessionHosts(ISessionStore sessions, ITenantIdentity tenants, TimeProvider time) : ISessionHosts
{
    private const int MaxKept = 1_000;

    private static readonly TimeSpan Lifetime = TimeSpan.FromSeconds(5);

    private readonly ConcurrentDictionary<SessionId, Known> known = new();

    public async ValueTask<IReadOnlyList<string>> OfAsync(SessionId session, CancellationToken cancellationToken)
    {
        var now = time.GetTimestamp();
        if (known.TryGetValue(session, out var kept) && time.GetElapsedTime(kept.At, now) < Lifetime)
        {
            return kept.Hosts;
        }

        IReadOnlyList<string> hosts;
        try
        {
            var found = await sessions.FindAsync(session, cancellationToken);
            hosts =
            [
                .. AllowedHosts.Read(found?.AllowedHosts ?? ""),
                .. await tenants.HostsAsync(session, cancellationToken),
            ];
        }
        catch (StoreUnavailableException)
        {
            // What cannot be asked for is as it was; what never was known is not allowed.
            return kept?.Hosts ?? [];
        }

        if (known.Count >= MaxKept)
        {
            known.Clear();
        }

        known[session] = new Known(hosts, now);
        return hosts;
    }

    private sealed record Known(IReadOnlyList<string> Hosts, long At);
}
