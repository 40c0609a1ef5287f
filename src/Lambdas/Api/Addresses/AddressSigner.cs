using System.Security.Cryptography;
using System.Text;

namespace TmuxBuilder.Api.Addresses;

/// <summary>
/// Signs addresses for hosts whose blob store has none of its own. The key lives as long as the process: an address
/// outlives it by no more than its few minutes.
/// </summary>
internal sealed class AddressSigner(TimeProvider time)
{
    private const int KeyBytes = 32;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The signature of an address, in lower-case hex.</summary>
    public string Sign(BlobAddress address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(address.Signed)));

    /// <summary>Whether an address was signed here, as it is, and is still good.</summary>
    public bool Accepts(BlobAddress address, string signature) =>
        time.GetUtcNow().ToUnixTimeSeconds() <= address.Expires
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(address)), Encoding.UTF8.GetBytes(signature));
}
