using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Removes files that were announced and never completed, with what arrived of them: nobody can use them any more.
/// </summary>
public sealed class ExpireUploads(IUploadStore uploads, IBlobStore blobs, TimeProvider time)
{
    private const int Batch = 100;

    // A target takes bytes for minutes; the rest of the day is for whoever completes late.
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Removes at most 100; returns how many.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var removed = 0;
        var old = await uploads.ListPendingAsync(time.GetUtcNow() - Lifetime, Batch, cancellationToken);
        foreach (var upload in old)
        {
            // The bytes first: without its record nothing would lead to them. What was completed meanwhile is a copy.
            await blobs.DeleteAsync(upload.BlobKey, cancellationToken);
            removed += await uploads.RemovePendingAsync(upload.Session, upload.Id, cancellationToken) ? 1 : 0;
        }

        return removed;
    }
}
