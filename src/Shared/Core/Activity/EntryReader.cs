using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Activity;

/// <summary>Reads a session's log onwards, each entry once: for admins with those that were dropped.</summary>
/// <param name="start">The number of the entry before the first to be read.</param>
/// <param name="beside">Dropped entries with that number that were read already.</param>
public sealed class EntryReader(IActivityLog log, Audience audience, long start, int beside = 0)
{
    public Audience Audience => audience;

    /// <summary>The number of the newest visible entry read.</summary>
    public long LastSeq { get; private set; } = start;

    /// <summary>Dropped entries read already that carry <see cref="LastSeq"/>.</summary>
    public int BesideLast { get; private set; } = beside;

    /// <summary>Leaves out all up to a number; one that was passed already changes nothing.</summary>
    public void SkipTo(long seq)
    {
        if (seq > LastSeq)
        {
            LastSeq = seq;
            BesideLast = 0;
        }
    }

    /// <summary>The next entries, at most <paramref name="limit"/>; none when all were read.</summary>
    public async Task<IReadOnlyList<ActivityEntry>> ReadAsync(int limit, CancellationToken cancellationToken)
    {
        var page = audience.SeesRaw
            ? await ReadRawAsync(limit, cancellationToken)
            : await log.ReadAsync(audience.Session, LastSeq, limit, cancellationToken);
        foreach (var entry in page)
        {
            SkipTo(entry.Seq);
            BesideLast += entry.Entry.Visible ? 0 : 1;
        }

        return page;
    }

    /// <summary>Reads the last number again, for what was dropped beside it since, less what is known.</summary>
    private async Task<IReadOnlyList<ActivityEntry>> ReadRawAsync(int limit, CancellationToken cancellationToken)
    {
        var page = await log.ReadRawAsync(audience.Session, LastSeq - 1, limit + BesideLast + 1, cancellationToken);
        var known = BesideLast;
        return
        [
            .. page
                .Where(entry => entry.Seq > LastSeq || (!entry.Entry.Visible && known-- <= 0))
                .Take(limit),
        ];
    }
}
