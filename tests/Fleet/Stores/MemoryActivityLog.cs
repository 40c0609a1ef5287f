using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>The activity log in memory.</summary>
internal sealed class MemoryActivityLog(Storage storage, ILink link) : IActivityLog
{
    public Task<AppendResult> AppendAsync(
        SessionId session, IReadOnlyList<NewEntry> entries, LeaseToken? lease, CancellationToken cancellationToken)
    {
        Storage.ThrowIfTooMany(entries);
        return link.CallAsync(() => Append(session, entries, lease), cancellationToken);
    }

    public Task<IReadOnlyList<ActivityEntry>> ReadAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken) =>
        ListAsync(
            session,
            log => log.Where(entry => entry.Entry.Visible && entry.Seq > since).Take(limit),
            cancellationToken);

    public Task<IReadOnlyList<ActivityEntry>> TailAsync(
        SessionId session, int count, CancellationToken cancellationToken) =>
        ListAsync(session, log => log.Where(entry => entry.Entry.Visible).TakeLast(count), cancellationToken);

    public Task<IReadOnlyList<ActivityEntry>> ReadRawAsync(
        SessionId session, long since, int limit, CancellationToken cancellationToken) =>
        ListAsync(session, log => log.Where(entry => entry.Seq > since).Take(limit), cancellationToken);

    public Task<SessionHead?> HeadAsync(SessionId session, CancellationToken cancellationToken) =>
        link.CallAsync(() => storage.Find(session)?.Head, cancellationToken);

    private Task<IReadOnlyList<ActivityEntry>> ListAsync(
        SessionId session,
        Func<IEnumerable<ActivityEntry>, IEnumerable<ActivityEntry>> choose,
        CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<ActivityEntry>>(
            () => storage.Find(session) is { } entry ? [.. choose(entry.Log)] : [], cancellationToken);

    private AppendResult Append(SessionId session, IReadOnlyList<NewEntry> entries, LeaseToken? lease) =>
        storage.Find(session) is not { Session.State: not SessionState.Purging } entry
            ? new AppendResult(AppendOutcome.SessionGone, [])
            : storage.Allows(entry, lease)
                ? new AppendResult(AppendOutcome.Appended, storage.Append(entry, entries))
                : new AppendResult(AppendOutcome.LeaseLost, []);
}
