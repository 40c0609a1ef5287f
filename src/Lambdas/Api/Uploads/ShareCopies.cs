using System.Text;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>
/// Keeps the guid from shares in the text files of a session: one that holds it is copied for the share, with the
/// share's id in its place. Signed addresses lead to bytes as they lie in the store: nothing changes them on the way.
/// </summary>
internal sealed class ShareCopies(IBlobStore blobs)
{
    /// <summary>The key of the bytes this caller may have.</summary>
    public async Task<string> KeyForAsync(Caller caller, Upload upload, CancellationToken cancellationToken)
    {
        if (caller.Role != Role.Share || upload.ContentType is not ("text/plain" or "application/json"))
        {
            return upload.BlobKey;
        }

        var key = UploadKeys.Shared(upload.Session, upload.Id, caller.PublicId);
        if (await blobs.SizeAsync(key, cancellationToken) is not null)
        {
            return key;
        }

        if (await ReadAsync(upload, cancellationToken) is not { } bytes)
        {
            return upload.BlobKey;
        }

        var encoding = EncodingOf(bytes);
        var text = encoding.GetString(bytes);
        var shown = caller.Show(text);
        if (shown == text)
        {
            return upload.BlobKey;
        }

        using var copy = new MemoryStream(encoding.GetBytes(shown));
        await blobs.PutAsync(key, copy, cancellationToken);
        return key;
    }

    private async Task<byte[]?> ReadAsync(Upload upload, CancellationToken cancellationToken)
    {
        await using var content = await blobs.OpenAsync(upload.BlobKey, cancellationToken);
        if (content is null)
        {
            return null;
        }

        using var bytes = new MemoryStream((int)upload.Size);
        await content.CopyToAsync(bytes, cancellationToken);
        return bytes.ToArray();
    }

    // Text is UTF-8, or UTF-16 with its mark, which stays. Guids are ASCII: read as Latin 1, all else stays as it is.
    private static Encoding EncodingOf(ReadOnlySpan<byte> start) => start switch
    {
        [0xFF, 0xFE, ..] => Encoding.Unicode,
        [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
        _ => Encoding.Latin1,
    };
}
