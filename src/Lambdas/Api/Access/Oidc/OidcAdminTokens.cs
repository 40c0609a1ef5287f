using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>
/// Recognises admins by the tokens of an identity provider, and by the shared token where there is one too. What a
/// token says is looked at once its signature is the issuer's, and not before.
/// </summary>
internal sealed class OidcAdminTokens(
    OidcOptions options, SharedAdminToken shared, IssuerKeys keys, TimeProvider time) : IAdminTokens
{
    public async ValueTask<AdminToken> FindAsync(string token, CancellationToken cancellationToken)
    {
        if (SignedToken.Parse(token) is not { } signed)
        {
            return await shared.FindAsync(token, cancellationToken);
        }

        var (issuer, key) = await keys.FindAsync(signed.KeyId, cancellationToken);
        if (key is not { } known || !signed.IsSignedBy(known) || signed.ReadClaims() is not { } document)
        {
            return AdminToken.Unknown;
        }

        using (document)
        {
            return AdminClaims.Judge(document.RootElement, issuer, options, time.GetUtcNow());
        }
    }
}
