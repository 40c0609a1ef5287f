using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Machines;

/// <summary>A machine: its disk and its panes, which outlive the worker's process on it.</summary>
internal sealed class Machine(WorkerId worker)
{
    public WorkerId Worker => worker;

    public Dictionary<SessionId, Pane> Panes { get; } = [];

    public Dictionary<SessionId, Folder> Folders { get; } = [];

    /// <summary>All panes are gone, as when it starts anew.</summary>
    public void KillPanes()
    {
        foreach (var pane in Panes.Values)
        {
            pane.Kill();
        }

        Panes.Clear();
    }
}
