using System.Text;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Texts;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records.Activity;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Activity;

/// <summary>Numbers entries and makes chunks of them, for a transaction that changes the head.</summary>
internal sealed class LogAppend(Tables tables, LongTexts texts)
{
    /// <summary>Entries of a chunk; no entry's number is further than this from its chunk's.</summary>
    public const int MaxChunk = ActivityLimits.MaxAppend;

    /// <summary>Bytes of an entry that its chunk takes.</summary>
    public const int MaxEntry = 32 * 1024;

    private const int MaxChunkBytes = 256 * 1024;

    /// <summary>Throws when a caller brings more entries than one append takes.</summary>
    public static void ThrowIfTooMany(IReadOnlyList<NewEntry> entries) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, ActivityLimits.MaxAppend);

    /// <summary>Makes entries ready to be stored; long ones are stored, in parts that nothing names yet.</summary>
    public async Task<IReadOnlyList<PreparedEntry>> PrepareAsync(
        SessionId session, IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken)
    {
        var prepared = new List<PreparedEntry>(entries.Count);
        foreach (var entry in entries)
        {
            var record = ActivityRecordV1.Write(entry);
            prepared.Add(new PreparedEntry(
                entry,
                await texts.StoreAsync(session, record, MaxEntry, cancellationToken),
                Math.Min(Encoding.UTF8.GetByteCount(record), MaxEntry)));
        }

        return prepared;
    }

    /// <summary>As <see cref="PrepareAsync"/>, for entries of our own that are never long.</summary>
    public static IReadOnlyList<PreparedEntry> Prepare(IReadOnlyList<NewEntry> entries) =>
    [
        .. entries.Select(entry =>
        {
            var record = ActivityRecordV1.Write(entry);
            return new PreparedEntry(entry, LongTexts.Short(record), Encoding.UTF8.GetByteCount(record));
        }),
    ];

    /// <summary>The head after an append, the chunks, and the entries with their numbers.</summary>
    public (Head Next, IReadOnlyList<Write> Chunks, IReadOnlyList<ActivityEntry> Stored) Run(
        Head head, IReadOnlyList<PreparedEntry> entries)
    {
        if (entries.Count == 0)
        {
            return (head, [], []);
        }

        var seq = head.LastSeq;
        var number = head.LastChunk;
        var status = StatusPatch.None;
        var stored = new List<ActivityEntry>(entries.Count);
        var chunks = new List<Write>();
        foreach (var chunk in ChunksOf(entries))
        {
            var first = seq + 1;
            var maps = new List<Item>(chunk.Count);
            foreach (var entry in chunk)
            {
                seq += entry.Entry.Visible ? 1 : 0;
                status = status.Then(entry.Entry.Status);
                stored.Add(new ActivityEntry(seq, entry.Entry));
                maps.Add(LogChunk.Write(seq, entry));
            }

            number++;
            chunks.Add(tables.Main.Put(
                Keys.LogChunk(head.Session, first, number).ToItem().With(LogChunk.Entries, maps)));
        }

        var next = head with
        {
            LastSeq = seq,
            LastChunk = number,
            Phase = status.Phase ?? head.Phase,
            Progress = status.Progress ?? head.Progress,
            StatusMessage = status.Message ?? head.StatusMessage,
        };
        return (next, chunks, stored);
    }

    private static IEnumerable<List<PreparedEntry>> ChunksOf(IReadOnlyList<PreparedEntry> entries)
    {
        var chunk = new List<PreparedEntry>();
        var bytes = 0;
        foreach (var entry in entries)
        {
            if (chunk.Count == MaxChunk || (chunk.Count > 0 && bytes + entry.Bytes > MaxChunkBytes))
            {
                yield return chunk;
                chunk = [];
                bytes = 0;
            }

            chunk.Add(entry);
            bytes += entry.Bytes;
        }

        yield return chunk;
    }
}
