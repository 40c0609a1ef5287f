namespace TmuxBuilder.Api.Downloads;

/// <summary>What a signed address of a download says.</summary>
/// <param name="Key">Of its bytes in the blob store; like every signed address it holds no guid.</param>
/// <param name="Expires">Seconds since 1970.</param>
internal sealed record DownloadAddress(string Key, long Expires, string Name);
