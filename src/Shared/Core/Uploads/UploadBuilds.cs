using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Uploads;

/// <summary>Takes a file and has the session's agent build from it at once.</summary>
public sealed class UploadBuilds(UploadVault vault, TurnSubmitter submitter)
{
    /// <summary>
    /// Keeps the file and starts a turn with the instruction of its type and the message, if there is one. A file whose
    /// turn is refused is not kept.
    /// </summary>
    public async Task<(UploadResult File, SubmitResult? Turn)> ReceiveAsync(
        SessionId session, UploadedFile file, string? traceId, CancellationToken cancellationToken)
    {
        var received = await vault.ReceiveAsync(session, file.Filename, file.Content, cancellationToken);
        if (received.Upload is not { } upload)
        {
            return (received, null);
        }

        var words = string.IsNullOrWhiteSpace(file.Message) ? "" : file.Message;
        var line = words.Length > 0 ? words : $"Uploaded {upload.Filename}";
        var request = new TurnRequest(session, line, TurnOrigin.Upload)
        {
            Text = UploadInstructions.Compose(words, [upload]),
            Uploads = [upload],
            TraceId = traceId,
        };
        var turn = await submitter.SubmitAsync(request, cancellationToken);
        if (turn.Outcome is SubmitOutcome.QueueFull or SubmitOutcome.SessionGone)
        {
            await vault.DiscardAsync(upload, cancellationToken);
        }

        return (received, turn);
    }
}
