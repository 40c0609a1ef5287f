using TmuxBuilder.Builder.Runs;

namespace TmuxBuilder.Builder.Workers;

/// <content>Those that wait here for a place.</content>
internal sealed partial class Worker
{
    /// <summary>
    /// Has those that wait look, next first, how many are before them, and whether another worker has a place.
    /// </summary>
    private void LookAtLine()
    {
        var line = parts.Slots.Look().Line;
        if (line.Count == 0)
        {
            return;
        }

        var owners = runners.All.ToDictionary(runner => runner.Session.Short, StringComparer.Ordinal);
        foreach (var (position, waiting) in line.Index())
        {
            owners.GetValueOrDefault(waiting.Session)?.Post(new RunnerEvent.InLine(position));
        }
    }
}
