using TmuxBuilder.Adapters.Aws.DynamoDb.Activity;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>Stores a message as a queued turn.</summary>
internal sealed class TurnSubmission(
    Tables tables, SessionHeads heads, TurnQueue queue, TurnItems items, LogAppend append)
{
    public async Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> RunAsync(
        SessionId session, Submission submission, CancellationToken cancellationToken)
    {
        var turn = await queue.PrepareAsync(session, submission.Turn, submission.Message, cancellationToken);
        var entries = await append.PrepareAsync(session, submission.Entries, cancellationToken);
        var clientMessage = KeyOf(session, submission);
        return await heads.ChangeAsync(
            session,
            now => StepAsync(now, turn, entries, clientMessage, cancellationToken),
            isOwners: false,
            cancellationToken);
    }

    /// <summary>The head of a session that is made with a first turn, and what is stored of that.</summary>
    public async Task<(Head Head, IReadOnlyList<Write> Writes)> BeginAsync(
        Head head, Submission submission, CancellationToken cancellationToken)
    {
        var turn = await queue.PrepareAsync(head.Session, submission.Turn, submission.Message, cancellationToken);
        var entries = await append.PrepareAsync(head.Session, submission.Entries, cancellationToken);
        var (next, _, _, writes) = Add(new HeadTry(head, []), head, turn, entries, KeyOf(head.Session, submission));
        return (next, writes);
    }

    private static HeadStep<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> Refuse(
        SubmitOutcome outcome, Turn? turn = null, int position = 0) =>
        HeadSteps.Refuse<(SubmitResult, IReadOnlyList<ActivityEntry>)>((new SubmitResult(outcome, turn, position), []));

    private async Task<HeadStep<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)>> StepAsync(
        HeadTry now,
        PreparedTurn prepared,
        IReadOnlyList<PreparedEntry> entries,
        ItemKey? clientMessage,
        CancellationToken cancellationToken)
    {
        if (now.Head is not { IsClosed: false, List.IsLive: true } head)
        {
            return Refuse(SubmitOutcome.SessionGone);
        }

        var isFull = head.Queued >= TurnLimits.MaxQueued;
        // Looked up only where it can make a difference: a repeat is rare, and the write itself notices it.
        if (clientMessage is { } key && (isFull || now.Refusals.Any(refusal => refusal.Key == key))
            && await items.FindRepeatedAsync(head.Session, key, cancellationToken) is { } first)
        {
            return Refuse(SubmitOutcome.Repeated, first, head.PositionOf(first.Id));
        }

        return isFull ? Refuse(SubmitOutcome.QueueFull) : Store(now, head, prepared, entries, clientMessage);
    }

    private HeadStep<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> Store(
        HeadTry now, Head head, PreparedTurn prepared, IReadOnlyList<PreparedEntry> entries, ItemKey? clientMessage)
    {
        var (next, turn, stored, writes) = Add(now, head, prepared, entries, clientMessage);
        return HeadSteps.Write<(SubmitResult, IReadOnlyList<ActivityEntry>)>(
            next, (new SubmitResult(SubmitOutcome.Stored, turn, next.PositionOf(turn.Id)), stored), writes);
    }

    private (Head Next, Turn Turn, IReadOnlyList<ActivityEntry> Stored, IReadOnlyList<Write> Writes) Add(
        HeadTry now, Head head, PreparedTurn prepared, IReadOnlyList<PreparedEntry> entries, ItemKey? clientMessage)
    {
        var (queued, turn, writes) = queue.Add(head, prepared, clientMessage);
        var (next, chunks, stored) = append.Run(queued, entries);
        return (next, turn, stored, [.. writes, .. Claim(now, clientMessage, turn.Number), .. chunks]);
    }

    private static ItemKey? KeyOf(SessionId session, Submission submission) =>
        submission.Message.ClientMessageId is { } id ? Keys.ClientMessage(session, id) : null;

    /// <summary>Takes the client's id of the message; one whose turn was cleared may be taken again.</summary>
    private IEnumerable<Write> Claim(HeadTry now, ItemKey? clientMessage, long number) => clientMessage is { } key
        ? [
            tables.Main.Put(
                key.ToItem().With(TurnItems.Number, number),
                now.Refusals.Any(refusal => refusal.Key == key) ? null : Expression.Absent),
        ]
        : [];
}
