using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access;

/// <summary>The one admin token of an installation without an identity provider.</summary>
internal sealed class SharedAdminToken(ApiOptions options) : IAdminTokens
{
    private readonly byte[]? expected = options.AdminToken is { Length: > 0 } token ? Hash(token) : null;

    // Hashes of equal length, compared in constant time: neither length nor content of the token shows.
    public ValueTask<string?> FindAsync(string token, CancellationToken cancellationToken) =>
        ValueTask.FromResult(expected is not null && CryptographicOperations.FixedTimeEquals(expected, Hash(token))
            ? "admin"
            : null);

    private static byte[] Hash(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
