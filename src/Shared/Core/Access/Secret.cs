using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace TmuxBuilder.Core.Access;

/// <summary>Bearer secrets: 32 random bytes in base64url, stored only as a hash.</summary>
public static class Secret
{
    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The SHA-256 under which a secret is looked up, in lower-case hex.</summary>
    public static string Hash(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret)));
}
