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

    public ConcurrentQueue<SessionId> Rotated { get; } = new();

    public static TenantKeys KeysOf(SessionId session, int rotations = 0) =>
        new($"tmux-user-{session.Short}", $"AKIAEXAMPLE{rotations}", "a-secret", "eu-central-1");

    public async Task<TenantKeys?> EnsureAsync(SessionId session, CancellationToken cancellationToken)
    {
        await Before(session);
        return KeysOf(session, Rotated.Count);
    }

    public Task<TenantKeys?> RotateAsync(SessionId session, CancellationToken cancellationToken)
    {
        Rotated.Enqueue(session);
        return EnsureAsync(session, cancellationToken);
    }

    public Task<IReadOnlyList<string>> HostsAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([$"tmux-{session.Short}-tea.example.com"]);

    public Task RevokeAsync(SessionId session, CancellationToken cancellationToken)
    {
        Revoked.Enqueue(session);
        return Task.CompletedTask;
    }
}
