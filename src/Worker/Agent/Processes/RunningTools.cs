namespace TmuxBuilder.Agent.Processes;

/// <summary>
/// Looks from outside what a turn of an agent has running, so that nothing in the sandbox can hide a tool by a word.
/// </summary>
internal sealed class RunningTools
{
    private readonly HashSet<(int Process, long Start)> seen = [];
    private HashSet<(int Process, long Start)>? before;

    /// <summary>A turn begins: what runs by now is no tool of its.</summary>
    public void Begin(int pane)
    {
        seen.Clear();
        before = [.. ProcessTree.Of(pane).Select(Marked)];
    }

    /// <summary>
    /// Whether anything that began with the turn runs below the agent's own process or in its sandbox, or anything that
    /// an earlier look saw there: a tool that outlives the shell that ran it is no child of the agent's any more. Of a
    /// turn whose beginning was not seen, only what runs below the agent counts.
    /// </summary>
    public bool Any(int pane)
    {
        seen.UnionWith(ToolsIn(pane).Select(Marked));
        seen.RemoveWhere(tool => !ProcessTree.IsRunning(tool.Process)
            || ProcessTree.StartOf(tool.Process) != tool.Start);
        return seen.Count > 0;
    }

    /// <summary>Kills the tools that are no longer below the agent: nobody else ends them.</summary>
    public void EndDetached(int pane)
    {
        if (Any(pane) && PaneProcesses.AgentOf(pane) is { } agent)
        {
            var below = ProcessTree.Of(agent);
            foreach (var (tool, _) in seen.Where(tool => !below.Contains(tool.Process)))
            {
                ProcessTree.Signal(tool, ProcessTree.Kill);
            }
        }
    }

    private IEnumerable<int> ToolsIn(int pane)
    {
        var line = PaneProcesses.LineOf(pane);
        return line.Count < 2 ? []
            : before is null ? ProcessTree.Of(line[^1]).Skip(1)
            : ProcessTree.Of(pane, process => !line.Contains(process) && before.Contains(Marked(process)))
                .Except(line);
    }

    private static (int Process, long Start) Marked(int process) => (process, ProcessTree.StartOf(process) ?? 0);
}
