using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Tenants;

/// <summary>Sessions of a host that stands alone have no AWS identity.</summary>
internal sealed class NoTenantIdentity : ITenantIdentity
{
    public Task<TenantKeys?> EnsureAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<TenantKeys?>(null);

    public Task<TenantKeys?> RotateAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<TenantKeys?>(null);

    public Task<IReadOnlyList<string>> HostsAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<string>>([]);

    public Task RevokeAsync(SessionId session, CancellationToken cancellationToken) => Task.CompletedTask;
}
