using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Fleet.Machines;
using TmuxBuilder.Fleet.Stores;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>
/// Keeps a record of its own of what is stored and done, and says what must never happen. It believes neither the
/// stores' checks nor the workers'.
/// </summary>
internal sealed partial class Witness(Timeline timeline) : IWitness
{
    private const int MostBroken = 20;

    private static readonly long Second = TimeSpan.TicksPerSecond;

    private readonly Dictionary<SessionId, Record> sessions = [];
    private readonly Dictionary<WorkerId, List<long>> beats = [];
    private readonly List<string> broken = [];
    private ulong print = 14695981039346656037;

    public IReadOnlyList<string> Broken => broken;

    public ulong Print => print;

    public int TakeOvers { get; private set; }

    /// <summary>The places of the fleet, once they are there.</summary>
    public IReadOnlyList<Node> Nodes { get; set; } = [];

    public Action<string> Say { get; set; } = static _ => { };

    public void Wrote(LeaseToken lease)
    {
        var record = RecordOf(lease.Session);
        if (record.Epoch != lease.Epoch || record.Worker != lease.Worker)
        {
            Break($"a write of {lease.Worker} under epoch {lease.Epoch} landed while {record.Holder} had "
                + $"session {lease.Session}");
        }
    }

    public void Given(LeaseToken lease, WorkerId? from, long asked)
    {
        var record = RecordOf(lease.Session);
        if (lease.Epoch != record.Epoch + 1)
        {
            Break($"session {lease.Session} was given with epoch {lease.Epoch} after {record.Epoch}");
        }

        Mark("given", lease.Session, lease.Epoch);
        Say($"lease of {lease.Session}: {record.Holder} -> {lease.Worker}:{lease.Epoch}");
        if (from is { } lost)
        {
            TakeOvers++;
            JudgeTakeOver(lease, lost, asked);
        }

        Dispute(record, asked);
        (record.Worker, record.Epoch, record.Since) = (lease.Worker, lease.Epoch, timeline.Now);
        JudgeOthers(lease, record);
    }

    public void Released(LeaseToken lease, long asked)
    {
        Mark("released", lease.Session, lease.Epoch);
        Say($"lease of {lease.Session}: {lease.Worker}:{lease.Epoch} given back");
        var record = RecordOf(lease.Session);
        (record.Worker, record.Since) = (null, timeline.Now);
        Dispute(record, asked);
    }

    public void Gone(WorkerId worker) => beats.Remove(worker);

    public void Beat(WorkerId worker)
    {
        if (!beats.TryGetValue(worker, out var times))
        {
            beats.Add(worker, times = []);
        }

        if (times.Count == 16)
        {
            times.RemoveAt(0);
        }

        times.Add(timeline.Now);
    }

    /// <summary>When the counter of a worker last moved.</summary>
    public long LastBeat(WorkerId worker) => beats.TryGetValue(worker, out var times) ? times[^1] : 0;

    public void Submitted(Turn turn)
    {
        Mark("submitted", turn.Session, turn.Number);
        if (!RecordOf(turn.Session).Turns.TryAdd(turn.Id, false))
        {
            Break($"a turn of session {turn.Session} was stored twice");
        }
    }

    public void Changed(Turn turn)
    {
        Mark(turn.State.ToString(), turn.Session, turn.Number);
        Say($"turn {turn.Number} of {turn.Session} is {turn.State}");
        var turns = RecordOf(turn.Session).Turns;
        if (turns[turn.Id])
        {
            Break($"turn {turn.Number} of session {turn.Session} was changed after its end");
        }

        turns[turn.Id] = turn.State.IsEnded;
    }

    public void Logged(SessionId session, ActivityEntry entry)
    {
        var record = RecordOf(session);
        record.LastSeq += entry.Entry.Visible ? 1 : 0;
        if (entry.Seq != record.LastSeq)
        {
            Break($"session {session} has number {entry.Seq} where {record.LastSeq} comes");
            record.LastSeq = entry.Seq;
        }

        Mark("logged", session, entry.Seq);
    }

    /// <summary>Something of the product threw where nobody catches it.</summary>
    public void Failed(Exception failure) => Break($"a process failed: {failure}");

    public void Break(string what)
    {
        Say($"BROKEN: {what}");
        if (broken.Count < MostBroken)
        {
            broken.Add($"{TimeSpan.FromTicks(timeline.Now):mm\\:ss\\.fff} {what}");
        }
    }

    public Record RecordOf(SessionId session)
    {
        if (!sessions.TryGetValue(session, out var record))
        {
            sessions.Add(session, record = new Record());
        }

        return record;
    }

    private void Dispute(Record record, long asked)
    {
        if (timeline.Now - asked > 2 * Second)
        {
            record.DisputedUntil = timeline.Now + (120 * Second);
        }
    }

    private void Mark(string what, SessionId session, long number)
    {
        foreach (var letter in what)
        {
            print = (print ^ letter) * 1099511628211;
        }

        print = (print ^ session.Value[0] ^ ((ulong)session.Value[^1] << 8)) * 1099511628211;
        print = (print ^ (ulong)number ^ (ulong)timeline.Now) * 1099511628211;
    }

    /// <summary>What is known of a session.</summary>
    internal sealed class Record
    {
        public WorkerId? Worker { get; set; }

        public long Epoch { get; set; }

        /// <summary>Since when it is this worker's, or nobody's.</summary>
        public long Since { get; set; }

        /// <summary>
        /// Until when its holder before may rightly think that it still is: a call came so late that he may have it
        /// back by then, and he learns of it with his next write.
        /// </summary>
        public long DisputedUntil { get; set; }

        public long LastSeq { get; set; }

        /// <summary>Every turn, and whether it has ended.</summary>
        public Dictionary<TurnId, bool> Turns { get; } = [];

        public string Holder => Worker is { } worker ? $"{worker}:{Epoch}" : $"nobody:{Epoch}";
    }
}
