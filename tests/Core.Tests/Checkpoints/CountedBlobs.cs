using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Tests.Checkpoints;

/// <summary>Blobs in memory that count how often they are opened.</summary>
internal sealed class CountedBlobs : IBlobStore
{
    private readonly Dictionary<string, byte[]> blobs = new(StringComparer.Ordinal);

    public int Opened { get; private set; }

    public async Task<long> PutAsync(string key, Stream content, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        await content.CopyToAsync(bytes, cancellationToken);
        blobs[key] = bytes.ToArray();
        return bytes.Length;
    }

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        Opened++;
        return Task.FromResult<Stream?>(blobs.TryGetValue(key, out var bytes) ? new MemoryStream(bytes) : null);
    }

    public Task<long?> SizeAsync(string key, CancellationToken cancellationToken) =>
        Task.FromResult(blobs.TryGetValue(key, out var bytes) ? bytes.LongLength : (long?)null);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken) => blobs.Keys
        .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
        .Order(StringComparer.Ordinal).ToAsyncEnumerable();

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        blobs.Remove(key);
        return Task.CompletedTask;
    }

    public Task<UploadTarget?> PresignUploadAsync(
        string key, long size, string contentType, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Task.FromResult<UploadTarget?>(null);

    public Task<Uri?> PresignDownloadAsync(
        string key, string filename, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(null);
}
