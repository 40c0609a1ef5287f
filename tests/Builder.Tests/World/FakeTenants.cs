using System.Collections.Concurrent;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>Identities that are made up.</summary>
internal sealed class FakeTenants : ITenantIdentity
{
    /// <summary>What comes before keys are given.</summary>
    public Func<SessionId, Task> Before { get; set; } = _ => Task.CompletedTask;

    public ConcurrentQueue<SessionId> Revoked { get; } = new();

    public static TenantKeys KeysOf(SessionId session) =>
        new($"tmux-user-{session.Short}", "AKIAEXAMPLE", "a-secret", "eu-central-1");

    public async Task<TenantKeys?> EnsureAsync(SessionId session, CancellationToken cancellationToken)
    {
        await Before(session);
        return KeysOf(session);
    }

    public Task<TenantKeys?> RotateAsync(SessionId session, CancellationToken cancellationToken) =>
        EnsureAsync(session, cancellationToken);

    public Task RevokeAsync(SessionId session, CancellationToken cancellationToken)
    {
        Revoked.Enqueue(session);
        return Task.CompletedTask;
    }
}
