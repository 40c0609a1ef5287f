namespace TmuxBuilder.Core.Ports;

/// <summary>
/// Keeps bytes by key: segments of letters, digits, <c>. _ -</c> joined by <c>/</c>; no empty, <c>.</c> or <c>..</c>
/// segment.
/// </summary>
/// <remarks>A key of another form is an <see cref="ArgumentException"/>: it is our own mistake.</remarks>
public interface IBlobStore
{
    /// <summary>Stores bytes under a key, replacing what was there, all or nothing; returns the length.</summary>
    Task<long> PutAsync(string key, Stream content, CancellationToken cancellationToken);

    /// <summary>Opens the bytes, or <see langword="null"/> when absent. The caller disposes the stream.</summary>
    Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken);

    /// <summary>Length in bytes, or <see langword="null"/> when absent.</summary>
    Task<long?> SizeAsync(string key, CancellationToken cancellationToken);

    /// <summary>Keys that begin with <paramref name="prefix"/>, in ordinal order.</summary>
    IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken);

    /// <summary>Removes a key; absent is fine.</summary>
    Task DeleteAsync(string key, CancellationToken cancellationToken);

    /// <summary>
    /// A short-lived target for a client's own upload, bound to exactly this size and content type, or
    /// <see langword="null"/> when this store takes bytes only through the API.
    /// </summary>
    Task<UploadTarget?> PresignUploadAsync(
        string key, long size, string contentType, TimeSpan lifetime, CancellationToken cancellationToken);

    /// <summary>
    /// A short-lived address to fetch the bytes from, or <see langword="null"/> when this store has none.
    /// </summary>
    Task<Uri?> PresignDownloadAsync(
        string key, string filename, TimeSpan lifetime, CancellationToken cancellationToken);
}
