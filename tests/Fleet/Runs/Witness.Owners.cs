using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Fleet.Machines;

namespace TmuxBuilder.Fleet.Runs;

/// <content>One owner at a time.</content>
internal sealed partial class Witness
{
    /// <summary>How long a worker may take to notice that it stood still, or that a session is another's.</summary>
    private static readonly long Grace = 5 * Second;

    /// <summary>A worker's process had an agent started or told something.</summary>
    public void Acted(Node node, Pane pane)
    {
        var record = RecordOf(pane.Session);
        Mark("acted", pane.Session, record.Epoch);
        Say($"{node.Process.Name} acts on {pane.Session}");
        if (IsPast(node, record))
        {
            Break($"{node.Process.Name} acted on session {pane.Session}, which is {record.Holder}'s since "
                + $"{TimeSpan.FromTicks(record.Since):mm\\:ss\\.fff}");
        }
    }

    /// <summary>Looks at all agents at work: each must be its session's owner's.</summary>
    public void Look()
    {
        foreach (var node in Nodes)
        {
            foreach (var pane in node.Machine.Panes.Values)
            {
                if (pane.IsAtWork && IsPast(node, RecordOf(pane.Session)) && pane.Blame())
                {
                    Break($"the agent of {node.Machine.Worker} works on session {pane.Session}, which is "
                        + $"{RecordOf(pane.Session).Holder}'s");
                }
            }
        }
    }

    /// <summary>
    /// Whether a session is another's for longer than its process needs to notice. One that is dead or stands still
    /// cannot notice.
    /// </summary>
    private bool IsPast(Node node, Record record) =>
        record.Worker != node.Machine.Worker
        && timeline.Now > record.DisputedUntil
        && !node.Process.IsDead
        && !node.Process.IsPaused
        && timeline.Now - Math.Max(record.Since, Math.Max(node.Process.WokeAt, node.BootedAt)) > Grace;

    /// <summary>Only of a worker that has been silent for long enough, as far as its successor could know.</summary>
    private void JudgeTakeOver(LeaseToken lease, WorkerId lost, long asked)
    {
        // A look may be as old as a call may take; clocks may run wrong by one of a hundred.
        var (begin, end) = (asked - (long)(19.5 * Second), asked - (long)(5.1 * Second));
        if (beats.TryGetValue(lost, out var times) && times.Exists(time => time > begin && time < end))
        {
            Break($"{lease.Worker} took session {lease.Session} from {lost}, which lives");
        }
    }

    /// <summary>When a session gets an owner, no agent of another that could be stopped works on it.</summary>
    private void JudgeOthers(LeaseToken lease, Record record)
    {
        if (timeline.Now <= record.DisputedUntil)
        {
            return;
        }

        foreach (var node in Nodes)
        {
            if (node.Machine.Worker != lease.Worker
                && node.Machine.Panes.TryGetValue(lease.Session, out var pane)
                && pane.IsAtWork
                && !node.Process.IsDead
                && !node.Process.IsPaused
                && timeline.Now - node.Process.WokeAt > Grace
                && pane.Blame())
            {
                Break($"session {lease.Session} is {lease.Worker}'s while the agent of {node.Machine.Worker} works on "
                    + "it");
            }
        }
    }

    /// <summary>
    /// Something befell a worker that others must make good: its sessions with work are owned again in time, if one of
    /// the others was well all along.
    /// </summary>
    public void Lost(Node node, Func<SessionId, bool> hasWork, Action<TimeSpan, Action> later)
    {
        var worker = node.Machine.Worker;
        var process = node.Process;
        var left = sessions.Where(one => one.Value.Worker == worker && hasWork(one.Key))
            .Select(one => (Session: one.Key, one.Value.Epoch))
            .ToList();
        if (left.Count > 0)
        {
            later(Due, Judge);
        }

        void Judge()
        {
            if (node.Machine.Worker == worker && (node.Process != process || node.IsWell))
            {
                // It is back.
                return;
            }

            // A call that was under way when it was lost may have moved its counter since.
            var since = LastBeat(worker);
            if (timeline.Now - since < Due.Ticks)
            {
                later(TimeSpan.FromTicks(since + Due.Ticks - timeline.Now), Judge);
                return;
            }

            var couldSee = Nodes.Any(other => other != node && other.IsWell
                && timeline.Now - other.WellSince > (Due + TimeSpan.FromSeconds(6)).Ticks);
            foreach (var (session, epoch) in left)
            {
                var record = RecordOf(session);
                if (couldSee && record.Worker == worker && record.Epoch == epoch && hasWork(session))
                {
                    Break($"session {session} of {worker} has no owner {Due.TotalSeconds:0} s after its loss");
                }
            }
        }
    }

    private static readonly TimeSpan Due = TimeSpan.FromSeconds(25);
}
