using TmuxBuilder.Builder.Runs;

namespace TmuxBuilder.Builder.Workers;

/// <content>Those that wait here for a place: told how many are before them, or given to who has one.</content>
internal sealed partial class Worker
{
    /// <summary>Looks at the line, next first; another worker's place goes to who has waited here for a while.</summary>
    internal void ShareWaiting()
    {
        var line = parts.Slots.Look().Line;
        if (line.Count == 0)
        {
            return;
        }

        var owners = runners.All.ToDictionary(runner => runner.Session.Short, StringComparer.Ordinal);
        foreach (var (position, waiting) in line.Index())
        {
            if (!owners.TryGetValue(waiting.Session, out var owner))
            {
                continue;
            }

            owner.Post(new RunnerEvent.MovedUp(position));
            if (owner.WaitsSince is { } since
                && parts.Time.GetUtcNow() - since >= parts.Options.Admission.GiveAfter
                && parts.Neighbours.Take() is { } target)
            {
                owner.Post(new RunnerEvent.PlaceElsewhere(target));
            }
        }
    }
}
