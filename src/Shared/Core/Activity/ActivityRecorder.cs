using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Core.Activity;

/// <summary>The one way events reach the log and the sockets: filter, append, fan out.</summary>
public sealed class ActivityRecorder(IActivityLog log, ActivityFanOut fanOut, TimeProvider time)
{
    /// <summary>Entries ready to be stored, for a store call that takes them along with its own change.</summary>
    public IReadOnlyList<NewEntry> Prepare(params IReadOnlyList<ActivityEvent> events)
    {
        var now = time.GetUtcNow();
        return [.. events.Select(happened => ActivityFilter.Prepare(happened, now))];
    }

    /// <summary>Appends events and sends them to whoever listens; stops at the first append that is refused.</summary>
    public async Task<AppendOutcome> RecordAsync(
        SessionId session, IReadOnlyList<ActivityEvent> events, LeaseToken? lease, CancellationToken cancellationToken)
    {
        foreach (var chunk in Prepare(events).Chunk(ActivityLimits.MaxAppend))
        {
            var result = await log.AppendAsync(session, chunk, lease, cancellationToken);
            await fanOut.SendAsync(session, result.Entries, cancellationToken);
            if (result.Outcome != AppendOutcome.Appended)
            {
                return result.Outcome;
            }
        }

        return AppendOutcome.Appended;
    }

    /// <summary>Sends entries that a store call has numbered and stored.</summary>
    public Task SendAsync(
        SessionId session, IReadOnlyList<ActivityEntry> entries, CancellationToken cancellationToken) =>
        fanOut.SendAsync(session, entries, cancellationToken);
}
