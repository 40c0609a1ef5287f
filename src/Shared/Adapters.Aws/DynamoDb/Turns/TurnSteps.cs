using TmuxBuilder.Adapters.Aws.DynamoDb.Activity;
using TmuxBuilder.Adapters.Aws.DynamoDb.Chat;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>Moves turns on.</summary>
internal sealed class TurnSteps(
    SessionHeads heads,
    TurnQueue queue,
    TurnItems items,
    ChatLines lines,
    LogAppend append,
    SessionWrites sessions,
    TimeProvider time)
{
    public async Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken)
    {
        var session = lease.Session;
        var prepared = new PreparedChange(
            change,
            await items.PrepareAsync(session, change.Next, cancellationToken),
            change.Reply is { } reply ? await lines.PrepareAsync(session, reply, cancellationToken) : null,
            change.FollowUp is { } follow
                ? await queue.PrepareAsync(session, follow.Turn, follow.Message, cancellationToken)
                : null,
            await append.PrepareAsync(session, entries, cancellationToken));
        var known = new HashSet<ItemKey>();
        return await heads.ChangeAsync(
            session,
            now => StepAsync(now, prepared, known, lease, cancellationToken),
            isOwners: true,
            cancellationToken);
    }

    public async Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropAsync(
        SessionId session,
        TurnId turn,
        string reason,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken)
    {
        var prepared = await append.PrepareAsync(session, entries, cancellationToken);
        return await heads.ChangeAsync(
            session,
            now => DropAsync(now.Head, turn, reason, prepared, lease, cancellationToken),
            lease is not null,
            cancellationToken);
    }

    private static HeadStep<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> Refuse(
        ChangeOutcome outcome) => HeadSteps.Refuse<(ChangeOutcome, IReadOnlyList<ActivityEntry>)>((outcome, []));

    private async Task<HeadStep<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)>> StepAsync(
        HeadTry now,
        PreparedChange prepared,
        HashSet<ItemKey> known,
        LeaseToken lease,
        CancellationToken cancellationToken)
    {
        if (now.Head is not { IsClosed: false } head || !head.Holds(lease))
        {
            return Refuse(ChangeOutcome.LeaseLost);
        }

        var change = prepared.Change;
        if (head.Open.FirstOrDefault(turn => turn.Id == change.Next.Id) is not { } open || open.State != change.From
            || (change.Next.State.IsRunning && head.Running is { } running && running.Id != open.Id))
        {
            return Refuse(ChangeOutcome.Conflict);
        }

        known.UnionWith(now.Refusals.Select(refusal => refusal.Key));
        var writes = new List<Write>();
        var next = TurnQueue.Move(head, open, change.Next);
        writes.Add(items.Replace(head.Session, open.Number, prepared.Body));
        if (change.Delivery is { } delivery)
        {
            writes.AddRange(lines.SetDelivery(head, open.Line, delivery));
        }

        if (prepared.Reply is { } reply && !known.Contains(Keys.ChatId(head.Session, reply.Message.Id)))
        {
            (next, var added) = lines.Add(next, reply);
            writes.AddRange(added);
        }

        if (prepared.FollowUp is { } follow)
        {
            (next, _, var added) = queue.Add(next, follow, clientMessage: null);
            writes.AddRange(added);
        }

        if (change.Session is { } state)
        {
            (next, var saved) = await sessions.WorkAsync(next, state, time.GetUtcNow(), cancellationToken);
            writes.AddRange(saved);
        }

        return Saved(next, open.ToTurn(head.Session), change.Next.State.IsEnded, prepared.Entries, writes);
    }

    private async Task<HeadStep<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)>> DropAsync(
        Head? head,
        TurnId turn,
        string reason,
        IReadOnlyList<PreparedEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken)
    {
        if (head is not { IsClosed: false })
        {
            return Refuse(lease is null ? ChangeOutcome.Conflict : ChangeOutcome.LeaseLost);
        }

        if (!head.Allows(lease))
        {
            return Refuse(ChangeOutcome.LeaseLost);
        }

        if (head.Open.FirstOrDefault(open => open.Id == turn) is not { State: TurnState.Queued } open
            || await items.FindAsync(head.Session, open.Number, cancellationToken) is not { } stored)
        {
            return Refuse(ChangeOutcome.Conflict);
        }

        var dropped = stored with
        {
            State = TurnState.Cancelled, Reason = reason, EndedAt = time.GetUtcNow(),
        };
        var body = await items.PrepareAsync(head.Session, dropped, cancellationToken);
        return Saved(
            TurnQueue.Move(head, open, dropped),
            dropped,
            isGone: true,
            entries,
            [
                items.Replace(head.Session, open.Number, body),
                .. lines.SetDelivery(head, open.Line, Delivery.Failed),
            ]);
    }

    private HeadStep<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> Saved(
        Head head, Turn turn, bool isGone, IReadOnlyList<PreparedEntry> entries, IReadOnlyList<Write> writes)
    {
        var behind = isGone
            ? QueuePositions.Behind(
                turn, [.. head.Open.Select(open => open.ToTurn(head.Session))], time.GetUtcNow())
            : [];
        var (next, chunks, stored) = append.Run(head, [.. entries, .. LogAppend.Prepare(behind)]);
        return HeadSteps.Write<(ChangeOutcome, IReadOnlyList<ActivityEntry>)>(
            next, (ChangeOutcome.Saved, stored), [.. writes, .. chunks]);
    }
}
