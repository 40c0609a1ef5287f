using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access;

/// <summary>The one admin token that an installation may have; without one it recognises nobody.</summary>
internal sealed class SharedAdminToken(ApiOptions options) : IAdminTokens
{
    private static readonly AdminToken Admin = new(AdminTokenState.Admin, "admin");

    private readonly byte[]? expected = options.AdminToken is { Length: > 0 } token ? Hash(token) : null;

    // Hashes of equal length, compared in constant time: neither length nor content of the token shows.
    public ValueTask<AdminToken> FindAsync(string token, CancellationToken cancellationToken) =>
        ValueTask.FromResult(expected is not null && CryptographicOperations.FixedTimeEquals(expected, Hash(token))
            ? Admin
            : AdminToken.Unknown);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
