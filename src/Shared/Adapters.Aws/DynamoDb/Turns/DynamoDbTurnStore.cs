using TmuxBuilder.Adapters.Aws.DynamoDb.Activity;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Turns;

/// <summary>Turns in DynamoDB; the session's head knows which of them are open.</summary>
internal sealed class DynamoDbTurnStore(
    Tables tables, SessionHeads heads, TurnItems items, TurnSubmission submitting, TurnSteps steps) : ITurnStore
{
    public Task<(SubmitResult Result, IReadOnlyList<ActivityEntry> Entries)> SubmitAsync(
        SessionId session, Submission submission, CancellationToken cancellationToken)
    {
        LogAppend.ThrowIfTooMany(submission.Entries);
        return submitting.RunAsync(session, submission, cancellationToken);
    }

    public Task<Turn?> FindAsync(SessionId session, TurnId turn, CancellationToken cancellationToken) =>
        items.FindAsync(session, turn, cancellationToken);

    public async Task<IReadOnlyList<Turn>> ListOpenAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (await heads.FindAsync(session, cancellationToken) is not { Open.Count: > 0 } head)
        {
            return [];
        }

        var found = await tables.Main.GetAllAsync(
            head.Open.Select(open => Keys.Turn(session, open.Number)), cancellationToken);
        var open = new List<Turn>();
        foreach (var key in head.Open.Select(turn => Keys.Turn(session, turn.Number)))
        {
            // Since the head was read it may have been cleared, or have ended.
            if (found.GetValueOrDefault(key) is { } item
                && await items.ReadAsync(session, item, cancellationToken) is { State.IsEnded: false } turn)
            {
                open.Add(turn);
            }
        }

        return open;
    }

    public async Task<IReadOnlyList<Turn>> ListRecentAsync(
        SessionId session, int limit, CancellationToken cancellationToken)
    {
        var newest = KeyQuery.Beginning(Keys.OfSession(session), Keys.Turns) with { Backwards = true };
        var turns = new List<Turn>();
        foreach (var item in await tables.Main.ListAsync(newest, cancellationToken, limit))
        {
            turns.Add(await items.ReadAsync(session, item, cancellationToken));
        }

        return turns;
    }

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> ChangeAsync(
        TurnChange change, IReadOnlyList<NewEntry> entries, LeaseToken lease, CancellationToken cancellationToken)
    {
        LogAppend.ThrowIfTooMany(entries);
        return steps.ChangeAsync(change, entries, lease, cancellationToken);
    }

    public Task<(ChangeOutcome Outcome, IReadOnlyList<ActivityEntry> Entries)> DropQueuedAsync(
        SessionId session,
        TurnId turn,
        string reason,
        IReadOnlyList<NewEntry> entries,
        LeaseToken? lease,
        CancellationToken cancellationToken)
    {
        LogAppend.ThrowIfTooMany(entries);
        return steps.DropAsync(session, turn, reason, entries, lease, cancellationToken);
    }
}
