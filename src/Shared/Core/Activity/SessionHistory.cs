using System.Runtime.CompilerServices;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Terminals;

namespace TmuxBuilder.Core.Activity;

/// <summary>Reads a session's log as the <c>history</c> frames that greet a socket.</summary>
public sealed class SessionHistory(IActivityLog log, ISiteStore sites, TakeOvers takeOvers)
{
    private const int PageSize = 50;

    /// <summary>
    /// A reader that stands before the newest 500 entries, or at <paramref name="since"/>, which counts as the newest
    /// number when it is beyond that; <see langword="null"/> when there is no such session.
    /// </summary>
    public async Task<EntryReader?> OpenAsync(Audience audience, long? since, CancellationToken cancellationToken)
    {
        if (await log.HeadAsync(audience.Session, cancellationToken) is not { } head)
        {
            return null;
        }

        var start = Math.Clamp(since ?? head.LastSeq - ActivityLimits.GreetingEntries, 0, head.LastSeq);
        return new EntryReader(log, audience, start);
    }

    /// <summary>
    /// What <paramref name="reader"/> has before it, in frames of at most 96 KB, oldest first; the last has the live
    /// state and <c>more:false</c>. Entries appended meanwhile may be missing: the reader stands where they begin.
    /// </summary>
    public async IAsyncEnumerable<HistoryFrame> ReadAsync(
        EntryReader reader, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var session = reader.Audience.Session;
        if (await log.HeadAsync(session, cancellationToken) is not { } head)
        {
            yield break;
        }

        var writer = new HistoryWriter(reader.Audience, reader.LastSeq);
        while (reader.LastSeq < head.LastSeq || reader.Audience.SeesRaw)
        {
            var page = await reader.ReadAsync(PageSize, cancellationToken);
            foreach (var entry in page)
            {
                if (writer.Add(entry) is { } full)
                {
                    yield return full;
                }
            }

            if (page.Count == 0)
            {
                break;
            }
        }

        // Numbers that were not found were cleared away; nothing of them will come.
        reader.SkipTo(head.LastSeq);
        head = await log.HeadAsync(session, cancellationToken) ?? head;
        var live = await sites.ListAsync(session, cancellationToken);
        foreach (var frame in writer.End(reader.LastSeq, head, live, takeOvers.Find(session) is not null))
        {
            yield return frame;
        }
    }
}
