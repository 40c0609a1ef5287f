using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Access;

/// <summary>Makes bearer grants: the secret is given back once, only its hash is kept.</summary>
public sealed class GrantIssuer(IGrantStore grants, TimeProvider time)
{
    /// <param name="lifetime"><see langword="null"/> = until revoked.</param>
    public async Task<(Grant Grant, string Secret)> IssueAsync(
        GrantKind kind, string subject, string label, TimeSpan? lifetime, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var secret = Secret.New();
        var grant = new Grant(
            Id<Grant>.New(time).Value, kind, Secret.Hash(secret), subject, label, now, lifetime is { } span
                ? now + span
                : null);
        await grants.AddAsync(grant, cancellationToken);
        return (grant, secret);
    }

    /// <summary>Ends the grant that <paramref name="secret"/> opens; none is fine.</summary>
    public async Task EndAsync(GrantKind kind, string secret, CancellationToken cancellationToken)
    {
        if (await grants.FindAsync(kind, Secret.Hash(secret), time.GetUtcNow(), cancellationToken) is { } grant)
        {
            await grants.RevokeAsync(kind, grant.Id, cancellationToken);
        }
    }
}
