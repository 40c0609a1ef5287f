using System.Text.Json;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>Tells from the claims of a token that its issuer signed what it opens.</summary>
/// <remarks>
/// "Verifying JSON web tokens" of
/// https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools.html.
/// </remarks>
internal static class AdminClaims
{
    private const string Groups = "cognito:groups";

    /// <summary>What clocks may differ.</summary>
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    public static AdminToken Judge(JsonElement claims, string issuer, OidcOptions options, DateTimeOffset now)
    {
        if (claims.TextOrNull("iss") != issuer || !IsForUs(claims, options.ClientId)
            || claims.TimeOrNull("exp") is not { } exp)
        {
            return AdminToken.Unknown;
        }

        var ends = TimeOf(exp);
        var begins = claims.TimeOrNull("nbf") is { } nbf ? TimeOf(nbf) : DateTimeOffset.MinValue;
        if (ends <= now - Skew || begins > now + Skew)
        {
            return new AdminToken(AdminTokenState.Expired);
        }

        return claims.Has(Groups, options.AdminGroup) && NameOf(claims) is { } name
            ? new AdminToken(AdminTokenState.Admin, name, ends)
            : new AdminToken(AdminTokenState.NotAdmin);
    }

    /// <summary>An access token names the application by <c>client_id</c> and has no audience.</summary>
    private static bool IsForUs(JsonElement claims, string clientId) => claims.TextOrNull("token_use") switch
    {
        "access" => claims.TextOrNull("client_id") == clientId,
        "id" or null => claims.Has("aud", clientId),
        _ => false,
    };

    /// <summary>An address only when it is proved: else an admin could sign another's name.</summary>
    private static string? NameOf(JsonElement claims) =>
        (claims.Has("email_verified", "true") || IsTrue(claims, "email_verified") ? claims.TextOrNull("email") : null)
        ?? claims.TextOrNull("cognito:username")
        ?? claims.TextOrNull("username")
        ?? claims.TextOrNull("sub");

    private static bool IsTrue(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;

    private static DateTimeOffset TimeOf(double seconds) => DateTimeOffset.FromUnixTimeSeconds((long)Math.Clamp(
        seconds, DateTimeOffset.MinValue.ToUnixTimeSeconds(), DateTimeOffset.MaxValue.ToUnixTimeSeconds()));
}
