using System.Diagnostics;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Core.Leases;

namespace TmuxBuilder.Bench.Fleet;

/// <summary>A worker of a stage, in a process of its own.</summary>
internal sealed class FleetWorker : IAsyncDisposable
{
    private readonly string folder;
    private readonly Process process;
    private bool ended;

    public FleetWorker(IReadOnlyDictionary<string, string> settings, string name, string folder, string agent)
    {
        (this.folder, Id) = (folder, WorkerId.Parse(name));
        var start = new ProcessStartInfo(
            "dotnet", [Path.Combine(AppContext.BaseDirectory, "TmuxBuilder.CloudWorker.dll"), "9"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (key, value) in settings)
        {
            start.Environment[key] = value;
        }

        start.Environment["TMUXBUILDER_WORKER_ID"] = name;
        start.Environment["TMUXBUILDER_DATA_DIR"] = folder;
        start.Environment["TMUXBUILDER_AGENT"] = agent;
        start.Environment["TMUXBUILDER_AGENTS"] = "20";
        process = Process.Start(start)!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public WorkerId Id { get; }

    /// <summary>Asks it to end.</summary>
    public async Task TerminateAsync(CancellationToken cancellationToken)
    {
        using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
        await kill.WaitForExitAsync(cancellationToken);
    }

    /// <summary>Ends it as a machine's end does, with its agents.</summary>
    public async ValueTask DisposeAsync()
    {
        if (ended)
        {
            return;
        }

        ended = true;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        await ProcessTable.EndServerAsync(AgentMachine.ServerOf(new SessionFolders(folder)));
    }
}
