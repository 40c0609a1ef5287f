namespace TmuxBuilder.Agent.Processes;

/// <summary>
/// Looks from outside whether tools of an agent run, so that nothing in the sandbox can hide one by a word.
/// </summary>
internal sealed class RunningTools
{
    private readonly HashSet<(int Process, long Start)> seen = [];

    /// <summary>
    /// Whether anything below the agent's own process runs, or anything that an earlier look saw there: a tool that
    /// outlives the shell that ran it is no child of the agent's any more.
    /// </summary>
    public bool Any(int pane)
    {
        if (PaneProcesses.AgentOf(pane) is { } agent)
        {
            seen.UnionWith(ProcessTree.Of(agent).Skip(1).Select(tool => (tool, ProcessTree.StartOf(tool) ?? 0)));
        }

        seen.RemoveWhere(tool => !ProcessTree.IsRunning(tool.Process)
            || ProcessTree.StartOf(tool.Process) != tool.Start);
        return seen.Count > 0;
    }
}
