using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Processes;

/// <summary>Kills a pane with everything that runs in it.</summary>
internal sealed class PaneKiller(ITerminal terminal, TimeProvider time)
{
    private const int MaxLooks = 500;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>
    /// Returns once its processes are gone, for a successor must not share files with them; absent is fine.
    /// </summary>
    public async Task KillAsync(string name, CancellationToken cancellationToken)
    {
        if ((await terminal.ListAsync(cancellationToken)).FirstOrDefault(pane => pane.Name == name) is not { } pane)
        {
            return;
        }

        // In a sandbox the wrapper's death takes bubblewrap along, and with it the whole PID namespace.
        if (!pane.IsDead)
        {
            await KillTreeAsync(pane.ProcessId, cancellationToken);
        }

        await terminal.CloseAsync(name, cancellationToken);
    }

    /// <summary>Kills what a pane leaves whose server is gone, unless the number is another process's by now.</summary>
    /// <param name="mark">Stands in the command line of the pane's process and in no other's.</param>
    public async Task KillLeftAsync(int process, string mark, CancellationToken cancellationToken)
    {
        if (ProcessTree.CommandLineOf(process).Contains(mark, StringComparison.Ordinal))
        {
            await KillTreeAsync(process, cancellationToken);
        }
    }

    private async Task KillTreeAsync(int root, CancellationToken cancellationToken)
    {
        var processes = ProcessTree.Of(root);
        foreach (var process in processes)
        {
            ProcessTree.Signal(process, ProcessTree.Kill);
        }

        for (var look = 0; look < MaxLooks && processes.Any(ProcessTree.IsRunning); look++)
        {
            await Task.Delay(LookInterval, time, cancellationToken);
        }
    }
}
