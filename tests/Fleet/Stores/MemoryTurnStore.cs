using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Turns in memory.</summary>
internal sealed class MemoryTurnStore(Storage storage, ILink link, TimeProvider time) : ITurnStore
{
    private static readonly IReadOnlyList<ActivityEntry> Nothing = [];

    public Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> SubmitAsync(
        SessionId session, Submission submission, CancellationToken cancellationToken)
    {
        Storage.ThrowIfTooMany(submission.Entries);
        return link.CallAsync(
            () => storage.Find(session) is { Session.IsGone: false } entry
                ? Submit(storage, entry, submission)
                : (new SubmitResult(SubmitOutcome.SessionGone, null, 0), Nothing),
            cancellationToken);
    }

    public Task<Turn?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken) =>
        link.CallAsync(
            () => storage.Find(session) is { } entry && entry.IndexOf(turn) is >= 0 and var index
                ? entry.Turns[index]
                : null,
            cancellationToken);

    public Task<IReadOnlyList<Turn>> ListOpenAsync(SessionId session, CancellationToken cancellationToken) =>
        link.CallAsync(() => storage.Find(session)?.Open() ?? [], cancellationToken);

    public Task<IReadOnlyList<Turn>> ListRecentAsync(
        SessionId session, int limit, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<Turn>>(
            () => storage.Find(session) is { } entry ? [.. entry.Turns.AsEnumerable().Reverse().Take(limit)] : [],
            cancellationToken);

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken)
    {
        Storage.ThrowIfTooMany(entries);
        var now = time.GetUtcNow();
        return link.CallAsync(() => Change(change, now, entries, lease), cancellationToken);
    }

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropQueuedAsync(
        SessionId session,
        TurnId turn,
        string reason,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken)
    {
        Storage.ThrowIfTooMany(entries);
        var now = time.GetUtcNow();
        return link.CallAsync(() => Drop(session, turn, reason, now, entries, lease), cancellationToken);
    }

    /// <summary>Keeps a message as a queued turn.</summary>
    internal static (SubmitResult Result, IReadOnlyList<ActivityEntry> Entries) Submit(
        Storage storage, SessionEntry entry, Submission submission)
    {
        if (submission.Message.ClientMessageId is { } repeated && entry.ByClientId.TryGetValue(repeated, out var first))
        {
            var found = entry.Turns[entry.IndexOf(first)];
            return (new SubmitResult(SubmitOutcome.Repeated, found, PositionOf(entry, found)), Nothing);
        }

        if (entry.Queued >= TurnLimits.MaxQueued)
        {
            return (new SubmitResult(SubmitOutcome.QueueFull, null, 0), Nothing);
        }

        var turn = Insert(storage, entry, submission.Turn, submission.Message);
        if (submission.Message.ClientMessageId is { } id)
        {
            entry.ByClientId.Add(id, turn.Id);
        }

        var stored = storage.Append(entry, submission.Entries);
        return (new SubmitResult(SubmitOutcome.Stored, turn, PositionOf(entry, turn)), stored);
    }

    private static Turn Insert(Storage storage, SessionEntry entry, Turn submitted, ChatMessage message)
    {
        var turn = submitted with { Session = entry.Id, Number = ++entry.LastTurn, State = TurnState.Queued };
        entry.Turns.Add(turn);
        entry.Queued++;
        Storage.AddLine(entry, message);
        storage.Sort(entry);
        storage.Witness.Submitted(turn);
        return turn;
    }

    private static int PositionOf(SessionEntry entry, Turn turn) =>
        turn.State.IsEnded ? 0 : entry.Open().TakeWhile(open => open.Id != turn.Id).Count();

    private static void SetDelivery(SessionEntry entry, MessageId message, Delivery delivery)
    {
        if (entry.Chat.FindLastIndex(line => line.Id == message) is >= 0 and var index)
        {
            entry.Chat[index] = entry.Chat[index] with { Delivery = delivery };
        }
    }

    private (ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries) Change(
        TurnChange change, DateTimeOffset now, IReadOnlyList<NewEntry> entries, LeaseToken lease)
    {
        if (storage.Find(lease.Session) is not { } entry || !storage.Holds(entry, lease))
        {
            return (ChangeOutcome.LeaseLost, Nothing);
        }

        var index = entry.IndexOf(change.Next.Id);
        if (index < 0
            || entry.Turns[index] is not { State: { IsEnded: false } } stored
            || stored.State != change.From
            || (change.Next.State.IsRunning && entry.Running is { } running && running != stored.Id))
        {
            return (ChangeOutcome.Conflict, Nothing);
        }

        var next = Write(entry, index, change.Next);
        if (change.Delivery is { } delivery)
        {
            SetDelivery(entry, stored.Message, delivery);
        }

        if (change.Reply is { } reply)
        {
            Storage.AddLine(entry, reply);
        }

        if (change.FollowUp is { } follow)
        {
            Insert(storage, entry, follow.Turn, follow.Message);
        }

        if (change.Session is { } state && entry.Session is { IsGone: false } session
            && session.WorkedTo(state, reason: null) is var worked && worked != session)
        {
            entry.Session = worked with { UpdatedAt = now, Version = session.Version + 1 };
        }

        if (storage.Bug == PlantedBug.EarlyRelease && next.State == TurnState.Working && next.Number % 3 == 0)
        {
            storage.Give(entry, null);
        }

        return Saved(entry, stored, next.State.IsEnded, now, entries);
    }

    private (ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries) Drop(
        SessionId session,
        TurnId turn,
        string reason,
        DateTimeOffset now,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease)
    {
        if (storage.Find(session) is not { } entry)
        {
            return (lease is null ? ChangeOutcome.Conflict : ChangeOutcome.LeaseLost, Nothing);
        }

        if (!storage.Allows(entry, lease))
        {
            return (ChangeOutcome.LeaseLost, Nothing);
        }

        var index = entry.IndexOf(turn);
        if (index < 0 || entry.Turns[index] is not { State: TurnState.Queued } stored)
        {
            return (ChangeOutcome.Conflict, Nothing);
        }

        Write(entry, index, stored with { State = TurnState.Cancelled, Reason = reason, EndedAt = now });
        SetDelivery(entry, stored.Message, Delivery.Failed);
        return Saved(entry, stored, isGone: true, now, entries);
    }

    private (ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries) Saved(
        SessionEntry entry, Turn turn, bool isGone, DateTimeOffset now, IReadOnlyList<NewEntry> entries)
    {
        var behind = isGone ? QueuePositions.Behind(turn, entry.Open(), now) : [];
        return (ChangeOutcome.Saved, storage.Append(entry, behind.Count == 0 ? entries : [.. entries, .. behind]));
    }

    private Turn Write(SessionEntry entry, int index, Turn next)
    {
        var stored = entry.Turns[index];
        next = next with { Session = stored.Session, Number = stored.Number };
        entry.Turns[index] = next;
        entry.Queued += (next.State == TurnState.Queued ? 1 : 0) - (stored.State == TurnState.Queued ? 1 : 0);
        if (next.State.IsRunning)
        {
            (entry.Running, entry.RunningState) = (next.Id, next.State);
        }
        else if (entry.Running == next.Id)
        {
            (entry.Running, entry.RunningState) = (null, null);
        }

        entry.EndedState = next.State.IsEnded ? next.State : entry.EndedState;
        storage.Sort(entry);
        storage.Witness.Changed(next);
        return next;
    }
}
