using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Fleet.Stores;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>Makes one run of a fleet in virtual time, on the thread that asks for it (docs/simulation.md).</summary>
internal static class FleetRun
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromSeconds(1);

    public static FleetResult Make(FleetOptions options)
    {
        var timeline = new Timeline(options.Seed);
        var witness = new Witness(timeline);
        var storage = new Storage(witness, options.Bug);
        using var around = new Surroundings(options, timeline, storage, new Random(options.Seed + 1));
        if (options.Say is not null)
        {
            witness.Say = around.Say;
        }

        var nodes = Enumerable.Range(0, options.Workers).Select(number => new Node(around, number, witness)).ToList();
        witness.Nodes = nodes;
        nodes.ForEach(node => node.Boot());
        var clients = new Clients(around, witness, new Random(options.Seed + 2));
        var busy = options.Length - options.Calm;
        clients.Plan(busy);
        if (options.Bug != PlantedBug.LostForGood)
        {
            clients.Sweep();
        }

        var faults = new Faults(around, witness, new Random(options.Seed + 3));
        faults.Plan(nodes, busy);
        timeline.In(BetweenLooks, Look);
        timeline.RunUntil(options.Length.Ticks);

        if (timeline.Strayed is null)
        {
            Judge(clients.Sessions, storage, options, witness);
        }

        return new FleetResult(
            options.Seed,
            timeline.Strayed is { } strayed ? [.. witness.Broken, strayed] : witness.Broken,
            witness.Print,
            storage.Sessions.Values.Sum(entry => entry.Turns.Count),
            witness.TakeOvers,
            faults.Count,
            timeline.Steps);

        void Look()
        {
            witness.Look();
            timeline.In(BetweenLooks, Look);
        }
    }

    /// <summary>At rest every message has one turn, which was done, and one answer, which is its own.</summary>
    private static void Judge(
        IReadOnlyList<Session> sessions, Storage storage, FleetOptions options, Witness witness)
    {
        foreach (var session in sessions)
        {
            var entry = storage.Find(session.Id)!;
            if (entry.Turns.Count != options.Messages)
            {
                witness.Break($"session {entry.Id} has {entry.Turns.Count} turns of {options.Messages} messages");
            }

            foreach (var turn in entry.Turns)
            {
                Judge(entry, turn, witness);
            }
        }
    }

    private static void Judge(SessionEntry entry, Turn turn, Witness witness)
    {
        if (turn.State != TurnState.Done)
        {
            witness.Break($"turn {turn.Number} of session {entry.Id} is {turn.State} in the end: {turn.Cause}");
            return;
        }

        var answers = entry.Chat.Where(line => line.Role == ChatRole.Assistant && line.Turn == turn.Id).ToList();
        if (answers is not [{ Content: var said }] || said != turn.Text)
        {
            witness.Break($"turn {turn.Number} of session {entry.Id} has {answers.Count} answers, or another's");
        }

        var ends = entry.Log.Count(one => one.Entry.Type == ActivityTypes.Done && one.Entry.Turn == turn.Id);
        if (ends != 1)
        {
            witness.Break($"turn {turn.Number} of session {entry.Id} was told to be done {ends} times");
        }
    }
}
