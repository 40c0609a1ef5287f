using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Access;

/// <summary>Turns a sign-in link's token into a client token, once.</summary>
public sealed class RedeemLoginLink(IGrantStore grants, GrantIssuer issuer, TimeProvider time)
{
    /// <summary>How long a client token works.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    /// <summary>
    /// The client token and the address it proves, or <see langword="null"/> when the link is spent, old or unknown.
    /// </summary>
    public async Task<(Grant Grant, string Token)?> RedeemAsync(string token, CancellationToken cancellationToken)
    {
        if (await grants.RedeemAsync(GrantKind.LoginLink, Secret.Hash(token), time.GetUtcNow(), cancellationToken)
            is not { } link)
        {
            return null;
        }

        return await issuer.IssueAsync(GrantKind.ClientToken, link.Subject, "", Lifetime, cancellationToken);
    }
}
