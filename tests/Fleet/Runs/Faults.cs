using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Fleet.Stores;
using TmuxBuilder.Fleet.Time;

namespace TmuxBuilder.Fleet.Runs;

/// <summary>Draws what befalls whom and when, and sees to it that it does and that it ends.</summary>
internal sealed class Faults(Surroundings around, Witness witness, Random chance)
{
    private static readonly FaultKind[] Kinds = Enum.GetValues<FaultKind>();

    private static readonly TimeSpan First = TimeSpan.FromSeconds(20);

    private Timeline Timeline => around.Timeline;

    /// <summary>How many there were.</summary>
    public int Count { get; private set; }

    /// <summary>Has every worker meet with some, until <paramref name="end"/>.</summary>
    public void Plan(IReadOnlyList<Node> nodes, TimeSpan end)
    {
        if (around.Options.Faults == 0)
        {
            return;
        }

        around.Rings = (chance.Next(0, 20), chance.Next(0, 20), chance.Next(0, 20));
        foreach (var node in nodes)
        {
            var times = (int)(around.Options.Faults * 2 * chance.NextDouble() + 0.5);
            for (var time = 0; time < times; time++)
            {
                var begin = First + ((end - First) * chance.NextDouble());
                Timeline.At(begin.Ticks, new Act(() => Begin(node, Kinds[chance.Next(Kinds.Length)], end)));
            }
        }

        Timeline.At(end.Ticks, new Act(() => End(nodes)));
    }

    private void Begin(Node node, FaultKind kind, TimeSpan end)
    {
        if (!node.IsWell)
        {
            return;
        }

        Count++;
        around.Say($"{node.Machine.Worker} meets with {kind}");
        if (kind is FaultKind.Crash or FaultKind.Reboot or FaultKind.Loss or FaultKind.Pause or FaultKind.Cut)
        {
            witness.Lost(node, HasWork, Timeline.In);
        }

        node.Touch();
        switch (kind)
        {
            case FaultKind.Crash:
                node.Kill();
                After(1, 90, end, () => Revive(node));
                break;
            case FaultKind.Reboot:
                node.Kill();
                node.Machine.KillPanes();
                After(5, 120, end, () => Revive(node));
                break;
            case FaultKind.Loss:
                node.Lose();
                After(10, 120, end, () => Revive(node));
                break;
            case FaultKind.Pause:
                node.Process.Pause();
                After(1, 90, end, () => Revive(node));
                break;
            case FaultKind.Cut:
                node.Link.IsCut = true;
                After(1, 90, end, () => Revive(node));
                break;
            case FaultKind.Slow:
                node.Link.Slow = TimeSpan.FromSeconds(chance.Next(1, 9));
                After(10, 120, end, () => Revive(node));
                break;
            case FaultKind.LostAnswers:
                node.Link.LostAnswers = chance.Next(5, 60);
                After(10, 90, end, () => Revive(node));
                break;
            case FaultKind.Detours:
                node.Link.Detours = chance.Next(2, 20);
                After(10, 60, end, () => Revive(node));
                break;
            case FaultKind.Drain:
                node.Drain();
                After(70, 120, end, () => Revive(node));
                break;
            case FaultKind.Press:
                node.Press(true);
                After(10, 120, end, () => Revive(node));
                break;
        }
    }

    /// <summary>Whatever befell it is over.</summary>
    private void Revive(Node node)
    {
        around.Say($"{node.Machine.Worker} is well again");
        if (node.IsEnding)
        {
            node.Lose();
        }

        if (node.Process.IsDead)
        {
            node.Boot();
            return;
        }

        if (node.Process.IsPaused)
        {
            node.Process.Resume();
        }

        node.Link.Mend();
        node.Press(false);
        node.Touch();
        around.Lines.WakeAll();
    }

    private void End(IReadOnlyList<Node> nodes)
    {
        around.Rings = default;
        foreach (var node in nodes.Where(node => !node.IsWell))
        {
            Revive(node);
        }
    }

    private void After(int least, int most, TimeSpan end, Action act)
    {
        var due = Timeline.Now + TimeSpan.FromSeconds(chance.Next(least, most + 1)).Ticks;
        if (due < end.Ticks)
        {
            Timeline.At(due, new Act(act));
        }
    }

    private bool HasWork(SessionId session) => around.Storage.Find(session) is { HasTurns: true };
}
