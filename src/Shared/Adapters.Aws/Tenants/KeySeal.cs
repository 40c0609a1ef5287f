using System.Security.Cryptography;
using System.Text;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>
/// Seals secret keys (AES-256-GCM): nonce, tag, then the sealed bytes. What they belong to is sealed with them, so that
/// one session's are nothing in another's place.
/// </summary>
internal sealed class KeySeal(byte[] key)
{
    public const int KeyLength = 32;

    private const int NonceLength = 12;
    private const int TagLength = 16;

    public byte[] Seal(string secret, string owner)
    {
        var plain = Encoding.UTF8.GetBytes(secret);
        var result = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(result.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(
            result.AsSpan(0, NonceLength),
            plain,
            result.AsSpan(NonceLength + TagLength),
            result.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(owner));
        CryptographicOperations.ZeroMemory(plain);
        return result;
    }

    /// <summary><see langword="null"/> when it was sealed with another key, for another owner, or changed.</summary>
    public string? Open(ReadOnlySpan<byte> sealedSecret, string owner)
    {
        if (sealedSecret.Length < NonceLength + TagLength)
        {
            return null;
        }

        var plain = new byte[sealedSecret.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key, TagLength);
        try
        {
            cipher.Decrypt(
                sealedSecret[..NonceLength],
                sealedSecret[(NonceLength + TagLength)..],
                sealedSecret.Slice(NonceLength, TagLength),
                plain,
                Encoding.UTF8.GetBytes(owner));
            return Encoding.UTF8.GetString(plain);
        }
        catch (AuthenticationTagMismatchException)
        {
            return null;
        }
    }
}
