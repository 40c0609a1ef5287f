using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Downloads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>
/// Signs addresses of attachments and downloads for hosts whose blob store has none of its own. The key lives as long as the process:
/// an address outlives it by no more than its few minutes.
/// </summary>
internal sealed class AttachmentSigner(TimeProvider time)
{
    private const int KeyBytes = 32;

    private readonly byte[] key = RandomNumberGenerator.GetBytes(KeyBytes);

    /// <summary>The signature of an address, in lower-case hex.</summary>
    public string Sign(AttachmentAddress address) => Sign(string.Create(
        CultureInfo.InvariantCulture, $"{address.Id}\n{address.Key}\n{address.Expires}\n{address.Type}\n{address.Name}"));

    /// <inheritdoc cref="Sign(AttachmentAddress)"/>
    public string Sign(DownloadAddress address) => Sign(string.Create(
        CultureInfo.InvariantCulture, $"download\n{address.Key}\n{address.Expires}\n{address.Name}"));

    /// <summary>Whether an address was signed here, as it is, and is still good.</summary>
    public bool Accepts(AttachmentAddress address, string signature) =>
        Accepts(address.Expires, Sign(address), signature);

    /// <inheritdoc cref="Accepts(AttachmentAddress, string)"/>
    public bool Accepts(DownloadAddress address, string signature) =>
        Accepts(address.Expires, Sign(address), signature);

    private string Sign(string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)));

    private bool Accepts(long expires, string expected, string signature) =>
        time.GetUtcNow().ToUnixTimeSeconds() <= expires
        && CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(signature));
}
