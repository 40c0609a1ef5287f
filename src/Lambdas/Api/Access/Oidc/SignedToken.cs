using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace TmuxBuilder.Api.Access.Oidc;

/// <summary>
/// A JSON web token (RFC 7519) in its compact form, signed with RS256: the only way of signing that is taken, whatever
/// a token says of itself.
/// </summary>
internal sealed class SignedToken
{
    private const string Algorithm = "RS256";

    // API Gateway takes 10 KB of headers.
    private const int MaxLength = 8192;

    private readonly byte[] signed;
    private readonly byte[] payload;
    private readonly byte[] signature;

    private SignedToken(string keyId, byte[] signed, byte[] payload, byte[] signature)
    {
        KeyId = keyId;
        this.signed = signed;
        this.payload = payload;
        this.signature = signature;
    }

    /// <summary>Which of the issuer's keys it claims to be signed with.</summary>
    public string KeyId { get; }

    /// <summary>Takes a token apart; <see langword="null"/> when it is none of this kind.</summary>
    public static SignedToken? Parse(string token)
    {
        if (token.Length > MaxLength || token.Split('.') is not [var head, var body, var end]
            || Decode(head) is not { } header || Decode(body) is not { } payload || Decode(end) is not { } signature
            || KeyIdOf(header) is not { } keyId)
        {
            return null;
        }

        return new SignedToken(keyId, Encoding.ASCII.GetBytes($"{head}.{body}"), payload, signature);
    }

    public bool IsSignedBy(RSAParameters key)
    {
        using var rsa = RSA.Create(key);
        return rsa.VerifyData(signed, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    /// <summary>What it says; <see langword="null"/> when that is no object.</summary>
    public JsonDocument? ReadClaims() => ReadObject(payload);

    /// <summary>Headers that are critical change what a token means: none is known here (RFC 7515, 4.1.11).</summary>
    private static string? KeyIdOf(byte[] header)
    {
        using var document = ReadObject(header);
        try
        {
            return document?.RootElement is { } root
                && root.TextOrNull("alg") == Algorithm
                && !root.TryGetProperty("crit", out _)
                    ? root.TextOrNull("kid")
                    : null;
        }
        catch (InvalidOperationException)
        {
            // A name that is no text, such as half a character that is escaped.
            return null;
        }
    }

    private static byte[]? Decode(string part) =>
        part.Length > 0 && Base64Url.IsValid(part) && !part.Contains('=', StringComparison.Ordinal)
            ? Base64Url.DecodeFromChars(part)
            : null;

    private static JsonDocument? ReadObject(byte[] json)
    {
        try
        {
            var document = JsonDocument.Parse(json);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
            {
                return document;
            }

            document.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
