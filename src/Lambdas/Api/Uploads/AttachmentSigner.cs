using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace TmuxBuilder.Api.Uploads;

/// <summary>
/// Signs addresses of attachments for hosts whose blob store has none of its own. The key lives as long as the process:
/// an address outlives it by no more than its few minutes.
/// </summary>
internal sealed class AttachmentSigner(TimeProvider time)
{
    private const int KeyBytes = 32;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The signature of an address, in lower-case hex.</summary>
    public string Sign(AttachmentAddress address) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"{address.Id}\n{address.Key}\n{address.Expires}\n{address.Type}\n{address.Name}"))));

    /// <summary>Whether an address was signed here, as it is, and is still good.</summary>
    public bool Accepts(AttachmentAddress address, string signature) =>
        time.GetUtcNow().ToUnixTimeSeconds() <= address.Expires
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Sign(address)), Encoding.UTF8.GetBytes(signature));
}
