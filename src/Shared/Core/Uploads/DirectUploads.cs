using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Uploads;

/// <summary>
/// Files that go straight to the blob store: announced, sent, completed. What a sender can still replace is never used:
/// completing copies the bytes to a key of ours and checks the copy.
/// </summary>
public sealed class DirectUploads(IUploadStore uploads, IBlobStore blobs, UploadVault vault, TimeProvider time)
{
    private static readonly TimeSpan TargetLifetime = TimeSpan.FromMinutes(15);

    /// <summary>Announces a file of exactly <paramref name="size"/> bytes.</summary>
    public async Task<UploadPlan> BeginAsync(
        SessionId session, string filename, long size, string contentType, CancellationToken cancellationToken)
    {
        if (UploadTypes.OfName(filename) is not { } type || !IsType(contentType, type.ContentType))
        {
            return new UploadPlan(UploadOutcome.TypeNotAccepted);
        }

        if (size is <= 0 or > UploadTypes.MaxBytes)
        {
            return new UploadPlan(size > 0 ? UploadOutcome.TooLarge : UploadOutcome.Empty);
        }

        var upload = vault.Describe(session, UploadId.New(time), filename, type) with { Size = size };
        await uploads.SaveAsync(upload, cancellationToken);
        return new UploadPlan(
            UploadOutcome.Accepted,
            upload,
            await blobs.PresignUploadAsync(upload.BlobKey, size, type.ContentType, TargetLifetime, cancellationToken));
    }

    /// <summary>Takes the bytes of an announced file, where the blob store itself takes none from clients.</summary>
    public async Task<UploadOutcome> PutAsync(
        SessionId session, UploadId id, string? contentType, Stream content, CancellationToken cancellationToken)
    {
        if (await uploads.FindAsync(session, id, cancellationToken) is not { } upload)
        {
            return UploadOutcome.Unknown;
        }

        if (upload.State == UploadState.Complete)
        {
            return UploadOutcome.AlreadyComplete;
        }

        if (!IsType(contentType ?? "", upload.ContentType))
        {
            return UploadOutcome.TypeNotAccepted;
        }

        var size = await blobs.PutAsync(upload.BlobKey, new CappedStream(content, upload.Size + 1), cancellationToken);
        if (size == upload.Size)
        {
            return UploadOutcome.Accepted;
        }

        await blobs.DeleteAsync(upload.BlobKey, cancellationToken);
        return UploadOutcome.SizeMismatch;
    }

    /// <summary>Checks the bytes that arrived and makes them an upload; a repeat gives the same.</summary>
    public async Task<UploadResult> CompleteAsync(SessionId session, UploadId id, CancellationToken cancellationToken)
    {
        if (await uploads.FindAsync(session, id, cancellationToken) is not { } upload)
        {
            return new UploadResult(UploadOutcome.Unknown);
        }

        if (upload.State == UploadState.Complete)
        {
            return new UploadResult(UploadOutcome.Accepted, upload);
        }

        if (UploadTypes.OfName(upload.StoredName) is not { } type)
        {
            return new UploadResult(UploadOutcome.TypeNotAccepted);
        }

        await using (var arrived = await blobs.OpenAsync(upload.BlobKey, cancellationToken))
        {
            if (arrived is null)
            {
                return new UploadResult(UploadOutcome.Missing);
            }

            var result = await vault.KeepAsync(upload, type, arrived, cancellationToken);
            await blobs.DeleteAsync(upload.BlobKey, cancellationToken);
            return result;
        }
    }

    private static bool IsType(string contentType, string expected)
    {
        var parameters = contentType.IndexOf(';', StringComparison.Ordinal);
        var media = parameters < 0 ? contentType : contentType[..parameters];
        return media.AsSpan().Trim().Equals(expected, StringComparison.OrdinalIgnoreCase);
    }
}
