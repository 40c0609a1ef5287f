using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>
/// What the stores keep, in memory, and the rules of writing that they share. Not safe for several threads: whoever
/// calls comes by an <see cref="ILink"/>.
/// </summary>
internal sealed class Storage(IWitness witness, PlantedBug bug = PlantedBug.None)
{
    private const int MaxAppend = 50;

    private int appends;

    public IWitness Witness => witness;

    public PlantedBug Bug => bug;

    public Dictionary<SessionId, SessionEntry> Sessions { get; } = [];

    /// <summary>Sessions whose first twelve digits are taken.</summary>
    public HashSet<string> Shorts { get; } = new(StringComparer.Ordinal);

    /// <summary>Sessions that were purged, and when.</summary>
    public Dictionary<SessionId, DateTimeOffset> Purged { get; } = [];

    /// <summary>Sessions with an open turn; asked for more often than all the rest.</summary>
    public HashSet<SessionEntry> WithTurns { get; } = [];

    /// <summary>Sessions with a command that is kept.</summary>
    public HashSet<SessionEntry> WithCommands { get; } = [];

    public SortedDictionary<string, WorkerRecord> Workers { get; } = new(StringComparer.Ordinal);

    /// <summary>What each worker holds.</summary>
    public Dictionary<WorkerId, HashSet<SessionEntry>> Held { get; } = [];

    public List<AuditRecord> Audit { get; } = [];

    /// <summary>Throws when a caller brings more entries than one step takes.</summary>
    public static void ThrowIfTooMany(IReadOnlyList<NewEntry> entries) =>
        ArgumentOutOfRangeException.ThrowIfGreaterThan(entries.Count, MaxAppend);

    public void Add(Session session)
    {
        Shorts.Add(session.Id.Short);
        Sessions.Add(session.Id, new SessionEntry(session));
    }

    public SessionEntry? Find(SessionId id) => Sessions.GetValueOrDefault(id);

    /// <summary>Whether a lease is the session's newest and was not given back, so that its holder may write.</summary>
    public bool Holds(SessionEntry entry, LeaseToken lease)
    {
        if (lease.Session != entry.Id
            || (bug != PlantedBug.NoFence && (lease.Epoch != entry.Epoch || lease.Worker != entry.Worker)))
        {
            return false;
        }

        witness.Wrote(lease);
        return true;
    }

    /// <summary>As <see cref="Holds"/>, or true without a lease.</summary>
    public bool Allows(SessionEntry entry, LeaseToken? lease) => lease is null || Holds(entry, lease);

    public void Give(SessionEntry entry, WorkerId? worker)
    {
        if (entry.Worker is { } before && Held.TryGetValue(before, out var had))
        {
            had.Remove(entry);
        }

        entry.Worker = worker;
        if (worker is { } now)
        {
            if (!Held.TryGetValue(now, out var has))
            {
                Held.Add(now, has = []);
            }

            has.Add(entry);
        }
    }

    /// <summary>Says whether the session has open turns by now.</summary>
    public void Sort(SessionEntry entry)
    {
        if (entry.HasTurns)
        {
            WithTurns.Add(entry);
        }
        else
        {
            WithTurns.Remove(entry);
        }
    }

    /// <summary>Numbers and keeps entries.</summary>
    public IReadOnlyList<ActivityEntry> Append(SessionEntry entry, IReadOnlyList<NewEntry> entries)
    {
        if (entries.Count == 0)
        {
            return [];
        }

        var seq = entry.LastSeq;
        if (bug == PlantedBug.NumberReuse && ++appends % 50 == 0)
        {
            seq = Math.Max(0, seq - 1);
        }

        var stored = new ActivityEntry[entries.Count];
        for (var index = 0; index < stored.Length; index++)
        {
            var one = entries[index];
            seq += one.Visible ? 1 : 0;
            entry.Status = entry.Status.Then(one.Status);
            stored[index] = new ActivityEntry(seq, one);
            entry.Log.Add(stored[index]);
            witness.Logged(entry.Id, stored[index]);
        }

        entry.LastSeq = seq;
        return stored;
    }

    /// <summary>Adds a line of the chat; one with an id kept before changes nothing.</summary>
    public static void AddLine(SessionEntry entry, ChatMessage line)
    {
        if (!entry.Chat.Exists(one => one.Id == line.Id))
        {
            entry.Chat.Add(line);
        }
    }
}
