using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using TmuxBuilder.Api.Hosting;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>
/// Fetches what an issuer publishes of itself
/// (<see href="https://openid.net/specs/openid-connect-discovery-1_0.html"/>).
/// </summary>
internal sealed class IssuerDocuments(OidcOptions options) : IDisposable
{
    private const int MaxBytes = 256 * 1024;
    private const int LeastModulus = 2048 / 8;

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(5);

    // A redirect would have somebody else say who the issuer is.
    private readonly HttpClient http = new(new SocketsHttpHandler { AllowAutoRedirect = false })
    {
        Timeout = Longest,
        MaxResponseContentBufferSize = MaxBytes,
    };

    /// <summary>The issuer as its tokens name it, and its keys of today by their ids.</summary>
    /// <exception cref="HttpRequestException">It does not answer, or not as it should.</exception>
    /// <exception cref="JsonException">Its answer cannot be read.</exception>
    /// <exception cref="OperationCanceledException">It did not answer in time.</exception>
    public async Task<IssuerKeySet> FetchAsync(CancellationToken cancellationToken)
    {
        var authority = options.Authority.TrimEnd('/');
        using var about = await GetAsync(
            new Uri(authority + "/.well-known/openid-configuration"), cancellationToken);
        var issuer = about.RootElement.TextOrNull("issuer") ?? "";
        if (issuer.TrimEnd('/') != authority
            || !Uri.TryCreate(about.RootElement.TextOrNull("jwks_uri"), UriKind.Absolute, out var address)
            || !IsPrivate(address))
        {
            throw new HttpRequestException("The issuer describes another, or says not where its keys are.");
        }

        using var document = await GetAsync(address, cancellationToken);
        return new IssuerKeySet(issuer, Read(document.RootElement));
    }

    public void Dispose() => http.Dispose();

    /// <summary>Whether nobody on the way can change what is read there; only this very machine needs no TLS.</summary>
    public static bool IsPrivate(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback);

    private static Dictionary<string, RSAParameters> Read(JsonElement document)
    {
        var keys = new Dictionary<string, RSAParameters>(StringComparer.Ordinal);
        if (!document.TryGetProperty("keys", out var list) || list.ValueKind != JsonValueKind.Array)
        {
            throw new JsonException("The issuer's document of keys has none.");
        }

        foreach (var key in list.EnumerateArray().Where(IsForSigning))
        {
            if (key.TextOrNull("kid") is { } id && Bytes(key, "n") is { Length: >= LeastModulus } modulus
                && Bytes(key, "e") is { Length: > 0 } exponent)
            {
                keys[id] = new RSAParameters { Modulus = modulus, Exponent = exponent };
            }
        }

        return keys;
    }

    private static bool IsForSigning(JsonElement key) =>
        key.ValueKind == JsonValueKind.Object
        && key.TextOrNull("kty") == "RSA"
        && key.TextOrNull("use") is null or "sig"
        && key.TextOrNull("alg") is null or "RS256";

    private static byte[]? Bytes(JsonElement key, string name) =>
        key.TextOrNull(name) is { } text && Base64Url.IsValid(text) ? Base64Url.DecodeFromChars(text) : null;

    private async Task<JsonDocument> GetAsync(Uri address, CancellationToken cancellationToken)
    {
        var document = JsonDocument.Parse(await http.GetByteArrayAsync(address, cancellationToken));
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            return document;
        }

        document.Dispose();
        throw new JsonException("What the issuer sent is no object.");
    }
}
