using System.Diagnostics;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>A data folder and the hosts that were started on it; ends with nothing running and nothing left.</summary>
public sealed class World : IAsyncDisposable
{
    private readonly List<HostProcess> hosts = [];

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("tb-e2e-").FullName;

    /// <summary>A folder of a test's own in the data folder, which no host knows.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(DataFolder, name)).FullName;

    /// <summary>Starts the built host as <c>./start</c> would.</summary>
    public Task<HostProcess> StartAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        StartAsync("TmuxBuilder.Standalone.dll", [], arguments, null, cancellationToken);

    /// <summary>Starts the built host with the real CLI, whose model is a stand-in.</summary>
    public Task<HostProcess> StartRealAgentAsync(ModelStub model, string key, CancellationToken cancellationToken) =>
        StartAsync(
            "TmuxBuilder.Standalone.dll",
            [],
            [
                "--agent", "claude", "--claude-cli", TestCli.Path, "--model-url", model.BaseAddress.ToString(),
                "--sandbox", "required",
            ],
            new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = key },
            cancellationToken);

    /// <summary>Starts a host assembly beside the tests on this world's data folder and a free port.</summary>
    public async Task<HostProcess> StartAsync(
        string assembly,
        IReadOnlyList<string> before,
        IReadOnlyList<string> arguments,
        IReadOnlyDictionary<string, string?>? environment,
        CancellationToken cancellationToken)
    {
        var host = await HostProcess.StartAsync(
            "dotnet",
            [
                Path.Combine(AppContext.BaseDirectory, assembly),
                .. before,
                "--data-dir",
                DataFolder,
                "--urls",
                "http://127.0.0.1:0",
                .. arguments,
            ],
            environment,
            cancellationToken);
        hosts.Add(host);
        return host;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var host in hosts)
        {
            await host.DisposeAsync();
        }

        KillTmuxServer();
        Directory.Delete(DataFolder, recursive: true);
    }

    /// <summary>Agents outlive their host on purpose; a test's must not outlive the test.</summary>
    private void KillTmuxServer()
    {
        var server = AgentMachine.ServerOf(new SessionFolders(DataFolder));
        using var kill = Process.Start(
            new ProcessStartInfo("tmux", ["-L", server, "kill-server"]) { RedirectStandardError = true });
        kill?.WaitForExit(TimeSpan.FromSeconds(10));
    }
}
