using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Where bytes of clients become uploads: written under a key nobody else can write, then checked there.
/// </summary>
public sealed class UploadVault(IUploadStore uploads, IBlobStore blobs, UploadClock clock, TimeProvider time)
{
    /// <summary>
    /// A file given in one piece. It is read to its end or to one byte over the limit, never into memory.
    /// </summary>
    public async Task<UploadResult> ReceiveAsync(
        SessionId session, string filename, Stream content, CancellationToken cancellationToken)
    {
        if (UploadTypes.OfName(filename) is not { } type)
        {
            return new UploadResult(UploadOutcome.TypeNotAccepted);
        }

        var id = UploadId.New(time);
        return await KeepAsync(Describe(session, id, filename, type), type, content, cancellationToken);
    }

    /// <summary>
    /// Writes <paramref name="content"/> as the bytes of <paramref name="upload"/> and keeps it when they are what its
    /// name and its size claim; otherwise nothing stays.
    /// </summary>
    public async Task<UploadResult> KeepAsync(
        Upload upload, UploadType type, Stream content, CancellationToken cancellationToken)
    {
        var key = UploadKeys.Complete(upload.Session, upload.Id);
        var size = await blobs.PutAsync(key, new CappedStream(content, UploadTypes.MaxBytes + 1), cancellationToken);
        var outcome = await CheckAsync(upload, type, key, size, cancellationToken);
        if (outcome != UploadOutcome.Accepted)
        {
            await blobs.DeleteAsync(key, cancellationToken);
            return new UploadResult(outcome);
        }

        var kept = upload with { Size = size, BlobKey = key, State = UploadState.Complete };
        await uploads.SaveAsync(kept, cancellationToken);
        return new UploadResult(UploadOutcome.Accepted, kept);
    }

    /// <summary>
    /// Takes a file back that was not used after all: it is listed no more and its bytes are removed.
    /// </summary>
    public async Task DiscardAsync(Upload upload, CancellationToken cancellationToken)
    {
        await uploads.SaveAsync(upload with { State = UploadState.Pending }, cancellationToken);
        await blobs.DeleteAsync(upload.BlobKey, cancellationToken);
    }

    /// <summary>A new upload, pending and of no size, not stored yet.</summary>
    public Upload Describe(SessionId session, UploadId id, string filename, UploadType type) => new()
    {
        Id = id,
        Session = session,
        Filename = UploadName.ForPeople(filename),
        StoredName = $"{clock.Next()}_{UploadName.ForDisk(filename, type.Extension)}",
        ContentType = type.ContentType,
        Size = 0,
        BlobKey = UploadKeys.Incoming(session, id),
        State = UploadState.Pending,
        CreatedAt = time.GetUtcNow(),
    };

    private async Task<UploadOutcome> CheckAsync(
        Upload upload, UploadType type, string key, long size, CancellationToken cancellationToken)
    {
        if (size > UploadTypes.MaxBytes)
        {
            return UploadOutcome.TooLarge;
        }

        if (size == 0)
        {
            return UploadOutcome.Empty;
        }

        if (upload.Size != 0 && upload.Size != size)
        {
            return UploadOutcome.SizeMismatch;
        }

        await using var stored = await OpenSeekableAsync(key, cancellationToken);
        return await UploadInspector.AgreesAsync(stored, type, cancellationToken)
            ? UploadOutcome.Accepted
            : UploadOutcome.TypeMismatch;
    }

    private async Task<Stream> OpenSeekableAsync(string key, CancellationToken cancellationToken)
    {
        var stream = await blobs.OpenAsync(key, cancellationToken)
            ?? throw new InvalidOperationException("The bytes of an upload vanished while they were checked.");
        if (stream.CanSeek)
        {
            return stream;
        }

        await using (stream)
        {
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy, cancellationToken);
            return copy;
        }
    }
}
