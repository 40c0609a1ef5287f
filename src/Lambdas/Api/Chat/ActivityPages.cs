using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Chat;

/// <summary>
/// Reads a session's events in pages, each oldest first: onwards from a number, else back from the newest.
/// </summary>
internal static class ActivityPages
{
    /// <exception cref="InvalidCursorException">The cursor is not one of these pages'.</exception>
    public static Task<Page<ActivityEntry>> ReadAsync(
        IActivityLog log,
        Audience audience,
        long? since,
        string? cursor,
        int limit,
        CancellationToken cancellationToken)
    {
        var start = cursor is not null ? ActivityCursor.Parse(cursor)
            : since is { } number ? new ActivityCursor(Back: false, number)
            : (ActivityCursor?)null;
        return start switch
        {
            null => NewestAsync(log, audience, limit, cancellationToken),
            { Back: true, Seq: var before } => BackAsync(log, audience, before, limit, cancellationToken),
            { } from => OnAsync(log, audience, from, limit, cancellationToken),
        };
    }

    private static async Task<Page<ActivityEntry>> OnAsync(
        IActivityLog log, Audience audience, ActivityCursor from, int limit, CancellationToken cancellationToken)
    {
        var reader = new EntryReader(log, audience, from.Seq, from.Beside);
        var entries = await reader.ReadAsync(limit, cancellationToken);
        var next = new ActivityCursor(Back: false, reader.LastSeq, reader.BesideLast);
        var more = entries.Count == limit && await reader.ReadAsync(1, cancellationToken) is { Count: > 0 };
        return new Page<ActivityEntry>(entries, more ? next.ToString() : null);
    }

    private static async Task<Page<ActivityEntry>> NewestAsync(
        IActivityLog log, Audience audience, int limit, CancellationToken cancellationToken) =>
        await WithOlderAsync(
            log, audience, await log.TailAsync(audience.Session, limit, cancellationToken), cancellationToken);

    private static async Task<Page<ActivityEntry>> BackAsync(
        IActivityLog log, Audience audience, long before, int limit, CancellationToken cancellationToken)
    {
        var start = Math.Max(0, before - 1 - limit);
        var entries = await log.ReadAsync(audience.Session, start, limit, cancellationToken);
        return await WithOlderAsync(
            log, audience, [.. entries.Where(entry => entry.Seq < before)], cancellationToken);
    }

    /// <summary>Numbers have no gap, except that those of a cleared history are gone: the oldest decides.</summary>
    private static async Task<Page<ActivityEntry>> WithOlderAsync(
        IActivityLog log, Audience audience, IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken)
    {
        var more = entries is [var first, ..]
            && await log.ReadAsync(audience.Session, since: 0, limit: 1, cancellationToken) is [var oldest, ..]
            && oldest.Seq < first.Seq;
        return new Page<ActivityEntry>(
            entries, more ? new ActivityCursor(Back: true, entries[0].Seq).ToString() : null);
    }
}
