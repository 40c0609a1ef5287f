using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Texts;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Activity;

/// <summary>The activity log in DynamoDB: chunks of entries, numbered by the session's head.</summary>
internal sealed class DynamoDbActivityLog(Tables tables, SessionHeads heads, LogAppend append, LongTexts texts)
    : IActivityLog
{
    /// <summary>Chunks read at a time; a page of the table ends at 1 MB anyway.</summary>
    private const int ChunksAtOnce = 100;

    public async Task<AppendResult> AppendAsync(
        SessionId session, IReadOnlyList<NewEntry> entries, LeaseToken? lease, CancellationToken cancellationToken)
    {
        LogAppend.ThrowIfTooMany(entries);
        var prepared = await append.PrepareAsync(session, entries, cancellationToken);
        return await heads.ChangeAsync(
            session, now => Task.FromResult(Step(now.Head, prepared, lease)), lease is not null, cancellationToken);
    }

    public async Task<IReadOnlyList<ActivityEntry>> ReadAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            session,
            From(session, since),
            entry => LogChunk.IsVisible(entry) && LogChunk.SeqOf(entry) > since,
            limit,
            cancellationToken);

    public async Task<IReadOnlyList<ActivityEntry>> ReadRawAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken) =>
        await ReadAsync(
            session, From(session, since), entry => LogChunk.SeqOf(entry) > since, limit, cancellationToken);

    public async Task<IReadOnlyList<ActivityEntry>> TailAsync(
        SessionId session, int count, CancellationToken cancellationToken)
    {
        var newest = KeyQuery.Beginning(Keys.OfSession(session), Keys.Log) with { Backwards = true };
        var entries = await ReadAsync(session, newest, LogChunk.IsVisible, count, cancellationToken);
        entries.Reverse();
        return entries;
    }

    public async Task<SessionHead?> HeadAsync(SessionId session, CancellationToken cancellationToken) =>
        (await heads.FindAsync(session, cancellationToken))?.ToSessionHead();

    /// <summary>Entries after a number are in no chunk that begins a whole chunk before it.</summary>
    private static KeyQuery From(SessionId session, long since) => KeyQuery.Between(
        Keys.OfSession(session),
        Keys.LogFrom(Math.Max(LogAppend.MaxChunk, since) - LogAppend.MaxChunk),
        $"{Keys.Log}~");

    private HeadStep<AppendResult> Step(Head? head, IReadOnlyList<PreparedEntry> entries, LeaseToken? lease)
    {
        if (head is null or { IsClosed: true })
        {
            return HeadSteps.Refuse(new AppendResult(AppendOutcome.SessionGone, []));
        }

        if (!head.Allows(lease))
        {
            return HeadSteps.Refuse(new AppendResult(AppendOutcome.LeaseLost, []));
        }

        var (next, chunks, stored) = append.Run(head, entries);
        var result = new AppendResult(AppendOutcome.Appended, stored);
        return stored.Count == 0 ? HeadSteps.Refuse(result) : HeadSteps.Write(next, result, chunks);
    }

    /// <summary>
    /// Entries in the order of the query, which within chunks too is that of their numbers or against it.
    /// </summary>
    private async Task<List<ActivityEntry>> ReadAsync(
        SessionId session, KeyQuery query, Func<Item, bool> isWanted, int limit, CancellationToken cancellationToken)
    {
        var found = new List<Item>();
        Item? next = null;
        while (found.Count < limit)
        {
            (var chunks, next) = await tables.Main.PageAsync(
                query, Math.Min(ChunksAtOnce, limit), next, cancellationToken);
            found.AddRange(chunks
                .SelectMany(chunk => query.Backwards ? LogChunk.Read(chunk).Reverse() : LogChunk.Read(chunk))
                .Where(isWanted));
            if (next is null)
            {
                break;
            }
        }

        var entries = new List<ActivityEntry>();
        foreach (var item in found.Take(limit))
        {
            entries.Add(await ReadAsync(session, item, cancellationToken));
        }

        return entries;
    }

    private async Task<ActivityEntry> ReadAsync(SessionId session, Item item, CancellationToken cancellationToken)
    {
        var record = await texts.ReadAsync(
            session, item, RecordJson.Stored.ActivityRecordV1, cancellationToken);
        return new ActivityEntry(LogChunk.SeqOf(item), record.ToEntry(LogChunk.IsVisible(item)));
    }
}
