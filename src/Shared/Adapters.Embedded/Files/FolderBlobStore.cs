using System.Runtime.CompilerServices;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Embedded.Files;

/// <summary>Blobs as files below <c>blobs/</c>. It hands out no addresses: bytes go through the API.</summary>
internal sealed class FolderBlobStore(DataFolder folder, FileWriter writer) : IBlobStore
{
    private readonly string root = Path.Combine(folder.Path, "blobs");

    public Task<long> PutAsync(string key, Stream content, CancellationToken cancellationToken) =>
        writer.WriteAsync(PathOf(key), content, cancellationToken);

    public Task<Stream?> OpenAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            return Task.FromResult<Stream?>(new FileStream(
                PathOf(key), FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 4096, useAsync: true));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return Task.FromResult<Stream?>(null);
        }
    }

    public Task<long?> SizeAsync(string key, CancellationToken cancellationToken)
    {
        var file = new FileInfo(PathOf(key));
        return Task.FromResult<long?>(file.Exists ? file.Length : null);
    }

    public async IAsyncEnumerable<string> ListAsync(
        string prefix, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var start = Path.Combine(root, BlobKey.FolderOf(prefix));
        var keys = await Task.Run(() => Keys(start, prefix), cancellationToken);
        foreach (var key in keys)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return key;
        }
    }

    public Task DeleteAsync(string key, CancellationToken cancellationToken)
    {
        try
        {
            File.Delete(PathOf(key));
        }
        catch (DirectoryNotFoundException)
        {
            // Absent is fine.
        }

        return Task.CompletedTask;
    }

    public Task<UploadTarget?> PresignUploadAsync(
        string key, long size, string contentType, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Task.FromResult<UploadTarget?>(null);

    public Task<Uri?> PresignDownloadAsync(
        string key, string filename, TimeSpan lifetime, CancellationToken cancellationToken) =>
        Task.FromResult<Uri?>(null);

    private string PathOf(string key) => Path.Combine(root, BlobKey.ToPath(key));

    private List<string> Keys(string start, string prefix) => !Directory.Exists(start) ? [] :
    [
        .. Directory.EnumerateFiles(start, "*", SearchOption.AllDirectories)
            .Select(path => BlobKey.FromPath(Path.GetRelativePath(root, path)))
            .Where(key => key.StartsWith(prefix, StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];
}
