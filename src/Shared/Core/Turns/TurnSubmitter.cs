using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Turns;

/// <summary>
/// The one way a message becomes a turn: message, turn and receipt are stored together, a completed session is reopened
/// and an archived one unarchived, then whoever listens is told and the doorbell rung.
/// </summary>
public sealed class TurnSubmitter(
    ISessionStore sessions,
    ITurnStore turns,
    ActivityRecorder recorder,
    WorkBell bell,
    QueuePlaces places,
    Instruments instruments,
    TimeProvider time)
{
    /// <summary>Stores a message of 1–32,000 characters, which the caller has checked.</summary>
    public async Task<SubmitResult> SubmitAsync(TurnRequest request, CancellationToken cancellationToken)
    {
        // Looked at before anything is stored: a failure afterwards would be answered as if nothing was.
        var before = await sessions.FindAsync(request.Session, cancellationToken);
        var submission = Compose(request);
        var (result, entries) = await StoreAsync(request, submission, cancellationToken);
        if (result.Turn is not { } turn)
        {
            return result;
        }

        if (result.Outcome == SubmitOutcome.Repeated && !IsSame(turn, submission.Turn))
        {
            return new SubmitResult(SubmitOutcome.OtherMessage, null, 0);
        }

        // Only now, so that a refused message changes nothing; a repeat makes up for a call that ended before this.
        if (!turn.State.IsEnded && before is not null && Reopened(before) != before)
        {
            await sessions.ChangeAsync(request.Session, Reopened, cancellationToken);
        }

        await recorder.SendAsync(request.Session, entries, cancellationToken);
        await bell.RingAsync(request.Session, cancellationToken);
        return before is not null && result.QueuePosition == 0
            ? result with { QueuePosition = await BeforeAsync(before, turn, cancellationToken) }
            : result;
    }

    /// <summary>What is stored of a message, for whoever stores more with it.</summary>
    public Submission Compose(TurnRequest request)
    {
        var now = time.GetUtcNow();
        var message = new ChatMessage
        {
            Id = MessageId.New(time),
            Role = ChatRole.User,
            Content = request.Message,
            Timestamp = now,
            Turn = TurnId.New(time),
            ClientMessageId = request.ClientMessageId,
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
            TraceParent = Traces.Here,
        };
        var receipt = DeliveryEvents.Of(turn, Delivery.Queued, "Message received", request.TraceId);
        return new Submission(turn, message, recorder.Prepare(receipt));
    }

    /// <summary>
    /// What comes before it in other sessions. The message is stored: that this is not known is no failure.
    /// </summary>
    private async Task<int> BeforeAsync(Session session, Turn turn, CancellationToken cancellationToken)
    {
        try
        {
            return await places.BeforeAsync(session, [turn], cancellationToken);
        }
        catch (StoreUnavailableException)
        {
            return 0;
        }
    }

    private async Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> StoreAsync(
        TurnRequest request, Submission submission, CancellationToken cancellationToken)
    {
        using var span = Traces.Source.StartActivity(Traces.Store);
        var stored = await turns.SubmitAsync(request.Session, submission, cancellationToken);
        if (stored.Result.Outcome == SubmitOutcome.Stored)
        {
            instruments.TurnStored(request.Origin);
        }

        return stored;
    }

    private static bool IsSame(Turn stored, Turn sent) =>
        stored.Text == sent.Text && stored.Uploads.SequenceEqual(sent.Uploads);

    private Session Reopened(Session session) =>
        session.IsGone || session is { Archived: false, State: not SessionState.Completed }
            ? session
            : session with
            {
                Archived = false,
                State = session.State == SessionState.Completed ? SessionState.Hibernated : session.State,
                UpdatedAt = time.GetUtcNow(),
            };
}
