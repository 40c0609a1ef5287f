using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Turns;

/// <summary>
/// The one way a message becomes a turn: a completed session is reopened and an archived one unarchived, message, turn
/// and receipt are stored together, then whoever listens is told and the doorbell rung.
/// </summary>
public sealed class TurnSubmitter(
    ISessionStore sessions, ITurnStore turns, ActivityRecorder recorder, IDoorbell doorbell, TimeProvider time)
{
    /// <summary>Stores a message of 1–32,000 characters, which the caller has checked.</summary>
    public async Task<SubmitResult> SubmitAsync(TurnRequest request, CancellationToken cancellationToken)
    {
        if (!await ReopenAsync(request.Session, cancellationToken))
        {
            return new SubmitResult(SubmitOutcome.SessionGone, null, 0);
        }

        var submission = Build(request);
        var (result, entries) = await turns.SubmitAsync(request.Session, submission, cancellationToken);
        await recorder.SendAsync(request.Session, entries, cancellationToken);
        if (result.Outcome is SubmitOutcome.Stored or SubmitOutcome.Repeated)
        {
            await doorbell.RingAsync(request.Session, cancellationToken);
        }

        return result;
    }

    private async Task<bool> ReopenAsync(SessionId id, CancellationToken cancellationToken)
    {
        var change = await sessions.ChangeAsync(id, Reopened, cancellationToken);
        return change.Outcome != SaveOutcome.Absent && change.Session is { IsGone: false };
    }

    private Session Reopened(Session session) =>
        session.IsGone || session is { Archived: false, State: not SessionState.Completed }
            ? session
            : session with
            {
                Archived = false,
                State = session.State == SessionState.Completed ? SessionState.Hibernated : session.State,
                UpdatedAt = time.GetUtcNow(),
            };

    private Submission Build(TurnRequest request)
    {
        var now = time.GetUtcNow();
        var message = new ChatMessage
        {
            Id = MessageId.New(time),
            Role = ChatRole.User,
            Content = request.Message,
            Timestamp = now,
            Turn = TurnId.New(time),
            Delivery = Delivery.Queued,
            Attachments = [.. request.Uploads.Select(
                upload => new Attachment(upload.Id.Value, "upload", upload.Filename, upload.ContentType, upload.Size))],
        };
        var turn = new Turn
        {
            Id = message.Turn.Value,
            Session = request.Session,
            Origin = request.Origin,
            Message = message.Id,
            Text = request.Text ?? request.Message,
            Uploads = [.. request.Uploads.Select(upload => upload.Id)],
            CreatedAt = now,
            TraceId = request.TraceId,
        };
        var receipt = DeliveryEvents.Of(message.Id, turn.Id, Delivery.Queued, "Message received", request.TraceId);
        return new Submission(turn, message, recorder.Prepare(receipt), request.ClientMessageId);
    }
}
