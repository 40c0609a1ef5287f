using System.Collections.Concurrent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>How much each session may still ask for and carry; it outlives the agent, who could begin anew.</summary>
internal sealed class SessionAllowances(GatewayOptions options, TimeProvider time)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<SessionId, Allowance> allowances = new();

    public Allowance Of(SessionId session) => allowances.GetOrAdd(session, _ => new Allowance(
        new TokenBucket(options.MaxConnectionsPerMinute, Minute, time),
        new TokenBucket(options.MaxBytesPerHour, Hour, time)));

    /// <summary>Forgets a session that has all of its allowance.</summary>
    public void Forget(SessionId session)
    {
        if (allowances.TryGetValue(session, out var allowance)
            && allowance.Connections.IsFull && allowance.Bytes.IsFull)
        {
            allowances.TryRemove(session, out _);
        }
    }

    internal sealed record Allowance(TokenBucket Connections, TokenBucket Bytes);
}
