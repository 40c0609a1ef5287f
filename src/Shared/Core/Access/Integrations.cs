using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Access;

/// <summary>Named keys of parent sites. A key is shown once.</summary>
public sealed class Integrations(IGrantStore grants, GrantIssuer issuer, AuditTrail audit, TimeProvider time)
{
    /// <summary>Makes a key, or <see langword="null"/> when the name is taken.</summary>
    public async Task<(Grant Grant, string Key)?> CreateAsync(string name, By by, CancellationToken cancellationToken)
    {
        var existing = await grants.ListAsync(GrantKind.Integration, name, time.GetUtcNow(), cancellationToken);
        if (existing.Count > 0)
        {
            return null;
        }

        var key = await issuer.IssueAsync(GrantKind.Integration, name, name, lifetime: null, cancellationToken);
        await audit.RecordAsync(by, "integration.create", key.Grant.Id, ("name", name));
        return key;
    }

    /// <summary>All integrations, newest first.</summary>
    public async Task<IReadOnlyList<Integration>> ListAsync(CancellationToken cancellationToken) =>
        [.. (await grants.ListAsync(GrantKind.Integration, subject: null, time.GetUtcNow(), cancellationToken))
            .Select(grant => new Integration(IntegrationId.Parse(grant.Id), grant.Label, grant.CreatedAt))];

    /// <summary>Ends a key; false when there was none.</summary>
    public async Task<bool> RevokeAsync(IntegrationId id, By by, CancellationToken cancellationToken)
    {
        if (!await grants.RevokeAsync(GrantKind.Integration, id.Value, cancellationToken))
        {
            return false;
        }

        await audit.RecordAsync(by, "integration.revoke", id.Value);
        return true;
    }
}
