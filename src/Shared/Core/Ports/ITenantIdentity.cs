using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Ports;

/// <summary>The AWS identity of a session, where there is one.</summary>
public interface ITenantIdentity
{
    /// <summary>
    /// Makes sure the session has an identity and usable keys; <see langword="null"/> where agents get none.
    /// </summary>
    Task<TenantKeys?> EnsureAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Replaces the keys; <see langword="null"/> where agents get none.</summary>
    Task<TenantKeys?> RotateAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>
    /// The hosts that the session's keys open something at: of everything there is of it, and nothing of others. None
    /// where it has no keys now. Asked for often; makes nothing.
    /// </summary>
    Task<IReadOnlyList<string>> HostsAsync(SessionId session, CancellationToken cancellationToken);

    /// <summary>Makes the keys useless and removes the identity; absent is fine.</summary>
    Task RevokeAsync(SessionId session, CancellationToken cancellationToken);
}
