using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Tmux;

namespace TmuxBuilder.Agent.Processes;

/// <summary>Kills a pane with everything that runs in it.</summary>
internal sealed class PaneKiller(ITerminal terminal, TimeProvider time)
{
    private const int MaxLooks = 500;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Returns once its processes are gone, for a successor must not share files with them; absent is fine.</summary>
    public async Task KillAsync(string name, CancellationToken cancellationToken)
    {
        if ((await terminal.ListAsync(cancellationToken)).FirstOrDefault(pane => pane.Name == name) is not { } pane)
        {
            return;
        }

        // In a sandbox the wrapper's death takes bubblewrap along, and with it the whole PID namespace.
        List<int> processes = pane.IsDead ? [] : ProcessTree.Of(pane.ProcessId);
        foreach (var process in processes)
        {
            ProcessTree.Signal(process, ProcessTree.Kill);
        }

        for (var look = 0; look < MaxLooks && processes.Any(ProcessTree.IsRunning); look++)
        {
            await Task.Delay(LookInterval, time, cancellationToken);
        }

        await terminal.CloseAsync(name, cancellationToken);
    }
}
