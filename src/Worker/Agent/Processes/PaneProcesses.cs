using TmuxBuilder.Agent.Sandbox;

namespace TmuxBuilder.Agent.Processes;

/// <summary>
/// What runs in an agent's pane: the wrapper, perhaps a sandbox, the agent's own program, and what that started.
/// </summary>
internal static class PaneProcesses
{
    // bubblewrap outside and inside its PID namespace.
    private const int MostSandboxes = 2;

    /// <summary>
    /// The agent's own process, told by its place, for names are what a program says; <see langword="null"/> when there
    /// is none.
    /// </summary>
    public static int? AgentOf(int pane) => LineOf(pane) is { Count: > 1 } line ? line[^1] : null;

    /// <summary>The pane's process, the sandboxes and the agent, each started by the one before.</summary>
    public static IReadOnlyList<int> LineOf(int pane)
    {
        List<int> line = [pane];
        while (Oldest(line[^1]) is { } next)
        {
            line.Add(next);
            if (line.Count - 1 > MostSandboxes || !IsSandbox(next))
            {
                return line;
            }
        }

        return [pane];
    }

    public static bool IsSandbox(int process) => ProcessTree.NameOf(process) == Bubblewrap.Program;

    // What is orphaned inside becomes a younger sibling of the agent.
    private static int? Oldest(int process) =>
        ProcessTree.Children(process).Select(child => (int?)child).FirstOrDefault();
}
