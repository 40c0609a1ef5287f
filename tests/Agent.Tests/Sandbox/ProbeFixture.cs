using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Tests.Sandbox;

/// <summary>
/// A worker whose agents are a few lines of shell that do what is typed: the way to look around inside a sandbox.
/// </summary>
internal sealed class ProbeFixture : IAsyncDisposable
{
    private const string Program = """
        #!/bin/bash
        hook=/opt/tb/hook.sh
        [ -e "$hook" ] || hook=$(dirname "$4")-tools/hook.sh
        echo '{"hook_event_name":"SessionStart","source":"startup"}' | "$hook"
        while IFS= read -r line; do eval "$line"; done
        """;

    private const UnixFileMode ForAll = UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead
        | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute;

    private readonly TemporaryFolder temporary = new();
    private readonly List<ServiceProvider> workers = [];
    private readonly SandboxMode mode;
    private readonly string profile;
    private readonly string? packageCache;
    private readonly SandboxLimits limits;
    private readonly bool requireCgroupV2;
    private readonly bool withoutGroups;
    private readonly uint firstUser;
    private readonly bool requireLimits;
    private readonly string? certificates;

    public ProbeFixture(
        SandboxMode mode = SandboxMode.Required,
        string? profile = null,
        string? packageCache = null,
        SandboxLimits? limits = null,
        bool requireCgroupV2 = false,
        bool withoutGroups = false,
        uint firstUser = AgentOptions.UsualUser,
        bool requireLimits = false,
        string? certificates = null)
    {
        this.withoutGroups = withoutGroups;
        this.firstUser = firstUser;
        this.requireLimits = requireLimits;
        this.certificates = certificates;
        this.limits = limits ?? new();
        this.requireCgroupV2 = requireCgroupV2;
        this.mode = mode;
        this.packageCache = packageCache;
        this.profile = profile ?? temporary["probe"];
        File.WriteAllText(temporary["probe"], Program);
        File.SetUnixFileMode(temporary["probe"], ForAll);
        Restart();
    }

    public string DataFolder => temporary["data"];

    public RecordingCalls Calls { get; } = new();

    public IAgents Agents => workers[^1].GetRequiredService<IAgents>();

    public AgentMachine Machine => workers[^1].GetRequiredService<AgentMachine>();

    public SessionFolders Folders => workers[^1].GetRequiredService<SessionFolders>();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Another worker process on the same data folder.</summary>
    /// <param name="asItIs">Whether with the control groups of this machine after all.</param>
    public void Restart(bool asItIs = false) => workers.Add(new ServiceCollection()
        .AddLogging()
        .AddSingleton<IAgentCalls>(Calls)
        .AddSingleton<IAgentNetwork, NoNetwork>()
        .AddAgents(
            new AgentOptions
            {
                DataFolder = DataFolder,
                Profile = profile,
                Sandbox = mode,
                PackageCache = packageCache,
                Limits = limits,
                RequireCgroupV2 = requireCgroupV2,
                Groups = withoutGroups && !asItIs ? new NoGroups() : null,
                FirstUser = firstUser,
                RequireLimits = requireLimits,
                ExtraCertificates = certificates,
            })
        .BuildServiceProvider());

    public AgentStart Prepare(SessionId? session = null)
    {
        var id = session ?? SessionId.New("someone@example.com", TimeProvider.System);
        return new AgentStart(id, Folders.Create(id), Guid.NewGuid(), Resume: false);
    }

    /// <summary>Runs a script in the agent's place and returns what it printed.</summary>
    public async Task<string> RunAsync(AgentStart start, string script, TimeSpan? limit = null)
    {
        using var folder = SafeFolder.Open(start.Folder);
        await folder.WriteTextAsync("probe.sh", script, Token);
        await TypeAsync(start, "bash probe.sh >probe.out 2>&1 </dev/null; ./notify.sh done");
        Assert.Equal(["done"], (await Calls.NextAsync(limit)).Arguments);
        return await folder.ReadTextAsync("probe.out", 10_000_000, Token) ?? "";
    }

    /// <summary>Has the shell that stands in for an agent run a line.</summary>
    public async Task TypeAsync(AgentStart start, string line)
    {
        await Machine.Parts.Terminal.TypeAsync(AgentRun.NameOf(start.Session), line, Token);
        await Machine.Parts.Terminal.PressAsync(AgentRun.NameOf(start.Session), "Enter", Token);
    }

    /// <summary>Ends the tmux server behind the worker's back.</summary>
    public async Task KillServerAsync()
    {
        var server = "tmux-builder-" + Folders.DataHash[..12];
        using var process = System.Diagnostics.Process.Start("tmux", ["-L", server, "kill-server"]);
        await process.WaitForExitAsync(Token);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var session in await Agents.ListLiveAsync(Token))
        {
            await Agents.KillAsync(session, Token);
        }

        foreach (var worker in Enumerable.Reverse(workers))
        {
            await worker.DisposeAsync();
        }

        temporary.Dispose();
    }
}
