using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Core.Chat;

/// <summary>Sends what a client wrote, with the files named beside it, to the session's agent.</summary>
public sealed class MessageSender(IUploadStore uploads, TurnSubmitter submitter)
{
    /// <summary>Files one message may bring.</summary>
    public const int MaxUploads = 10;

    /// <summary>
    /// Sends <paramref name="request"/> with the uploads named by <paramref name="ids"/>, or returns
    /// <see langword="null"/>, having stored nothing, when one of them is not a complete upload of the session.
    /// </summary>
    public async Task<SubmitResult?> SendAsync(
        TurnRequest request, IReadOnlyList<UploadId> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return await submitter.SubmitAsync(request, cancellationToken);
        }

        var files = new List<Upload>(ids.Count);
        foreach (var id in ids.Distinct())
        {
            if (await uploads.FindAsync(request.Session, id, cancellationToken)
                is not { State: UploadState.Complete } upload)
            {
                return null;
            }

            files.Add(upload);
        }

        var complete = request with { Uploads = files, Text = UploadInstructions.Compose(request.Message, files) };
        return await submitter.SubmitAsync(complete, cancellationToken);
    }
}
