using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Pictures;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Builder.Workspaces;

/// <summary>
/// Puts what clients gave into a session's folder: pictures made anew, text normalised, everything else as it was
/// checked when it came. The agent never sees the bytes of a stranger's picture.
/// </summary>
internal sealed partial class UploadedFiles(
    IUploadStore uploads, IBlobStore blobs, IPictures pictures, ILogger<UploadedFiles> logger)
{
    public const string Folder = "uploads";

    private const int MaxBytes = 64 * 1024 * 1024;

    /// <summary>Writes the files of a turn; returns a line for each: its path, or why it is not there.</summary>
    public async Task<IReadOnlyList<string>> PutAsync(
        SafeFolder folder, Turn turn, CancellationToken cancellationToken)
    {
        var lines = new List<string>();
        foreach (var id in turn.Uploads)
        {
            if (await PutAsync(folder, turn.Session, id, cancellationToken) is { } line)
            {
                lines.Add(line);
            }
        }

        return lines;
    }

    private async Task<string?> PutAsync(
        SafeFolder folder, SessionId session, UploadId id, CancellationToken cancellationToken)
    {
        if (await uploads.FindAsync(session, id, cancellationToken) is not { } upload
            || await blobs.OpenAsync(upload.BlobKey, cancellationToken) is not { } stored)
        {
            LogGone(session, id);
            return null;
        }

        await using (stored)
        {
            if (upload.Size > MaxBytes)
            {
                throw new InvalidOperationException(
                    $"Upload {id} has {upload.Size} bytes; the limit of uploads is below that.");
            }

            var bytes = new byte[upload.Size];
            await stored.ReadExactlyAsync(bytes, cancellationToken);
            var path = UploadInstructions.PathOf(upload);
            if (await CleanAsync(upload, bytes, cancellationToken) is not { } clean)
            {
                LogLeftOut(session, id);
                return $"{path} is not there: it could not be read as a picture. Say so in the summary.";
            }

            folder.ClaimFolder(Folder);
            await folder.WriteBytesAsync(path, clean, cancellationToken);
            return path;
        }
    }

    private async Task<byte[]?> CleanAsync(Upload upload, byte[] bytes, CancellationToken cancellationToken) =>
        UploadTypes.OfName(upload.StoredName)?.Kind switch
        {
            UploadKind.Image => await pictures.EncodeAnewAsync(bytes, cancellationToken),
            UploadKind.Text => TextNormaliser.Normalise(bytes),
            _ => bytes,
        };

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: upload {UploadId} is gone; the agent is told nothing of it")]
    private partial void LogGone(SessionId sessionId, UploadId uploadId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: upload {UploadId} could not be read as a picture")]
    private partial void LogLeftOut(SessionId sessionId, UploadId uploadId);
}
