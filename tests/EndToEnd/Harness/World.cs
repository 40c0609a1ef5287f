using System.Diagnostics;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Testing;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>A data folder and the hosts that were started on it; ends with nothing running and nothing left.</summary>
public sealed class World : IAsyncDisposable
{
    private const int RemovalTries = 100;

    private static readonly TimeSpan RemovalPause = TimeSpan.FromMilliseconds(100);

    private readonly List<HostProcess> hosts = [];

    public string DataFolder { get; } = Directory.CreateTempSubdirectory("tb-e2e-").FullName;

    /// <summary>A folder of a test's own in the data folder, which no host knows.</summary>
    public string Folder(string name) => Directory.CreateDirectory(Path.Combine(DataFolder, name)).FullName;

    /// <summary>Starts the built host as <c>./start</c> would.</summary>
    public Task<HostProcess> StartAsync(CancellationToken cancellationToken, params IReadOnlyList<string> arguments) =>
        StartAsync("TmuxBuilder.Standalone.dll", [], arguments, null, cancellationToken);

    /// <summary>
    /// Starts the built host with the real CLI, whose model is a stand-in, and this machine's npm set to a registry.
    /// </summary>
    public Task<HostProcess> StartRealAgentAsync(
        ModelStub model, string key, CancellationToken cancellationToken, Uri? registry = null) =>
        StartAsync(
            "TmuxBuilder.Standalone.dll",
            [],
            [
                "--agent", "claude", "--claude-cli", TestCli.Path, "--model-url", model.BaseAddress.ToString(),
                "--sandbox", "required",
            ],
            registry is null
                ? new Dictionary<string, string?> { ["ANTHROPIC_API_KEY"] = key }
                : new Dictionary<string, string?>
                {
                    ["ANTHROPIC_API_KEY"] = key,
                    ["npm_config_registry"] = registry.AbsoluteUri,
                },
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
        await RemoveAsync();
    }

    /// <summary>What runs in a sandbox ends a moment after its server, and may write until then.</summary>
    private async Task RemoveAsync()
    {
        using var unlimited = new CancellationTokenSource();
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                Directory.Delete(DataFolder, recursive: true);
                return;
            }
            catch (IOException) when (attempt < RemovalTries)
            {
                await Task.Delay(RemovalPause, TimeProvider.System, unlimited.Token);
            }
        }
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
