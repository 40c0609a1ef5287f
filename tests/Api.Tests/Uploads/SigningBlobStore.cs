using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Tests.Uploads;

/// <summary>A blob store in the manner of a cloud's: it signs addresses, and its streams cannot seek.</summary>
internal sealed class SigningBlobStore(IBlobStore inner) : IBlobStore
{
    public Task<long> PutAsync(string key, Stream content, CancellationToken cancellationToken) =>
        inner.PutAsync(key, content, cancellationToken);

    public async Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken) =>
        await inner.OpenAsync(key, cancellationToken) is { } stream ? new OneWayStream(stream) : null;

    public Task<long?> SizeAsync(string key, CancellationToken cancellationToken) =>
        inner.SizeAsync(key, cancellationToken);

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken) =>
        inner.ListAsync(prefix, cancellationToken);

    public Task DeleteAsync(string key, CancellationToken cancellationToken) =>
        inner.DeleteAsync(key, cancellationToken);

    public Task<UploadTarget?> PresignUploadAsync(
        string key, long size, string contentType, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Task.FromResult<UploadTarget?>(new UploadTarget(
            "POST",
            new Uri($"https://blobs.example/{key}"),
            new Dictionary<string, string> { ["policy"] = $"{size}:{contentType}" },
            new Dictionary<string, string>()));

    public Task<Uri?> PresignDownloadAsync(
        string key, string filename, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(new Uri($"https://blobs.example/{key}?signed"));
}
