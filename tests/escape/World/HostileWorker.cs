using System.Globalization;
using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Gateway;

namespace TmuxBuilder.Escape.World;

/// <summary>A worker whose agents are shells that do what is typed: one is hostile, one its neighbour.</summary>
internal sealed class HostileWorker : IAgentCalls, IAsyncDisposable
{
    private const string Shell = """
        #!/bin/bash
        echo '{"hook_event_name":"SessionStart","source":"startup"}' | /opt/tb/hook.sh
        while IFS= read -r line; do eval "$line"; done
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly ServiceProvider services;
    private readonly Channel<SessionId> calls = System.Threading.Channels.Channel.CreateUnbounded<SessionId>();
    private readonly Dictionary<SessionId, IAgent> agents = [];

    public HostileWorker(string dataFolder, HostBait host)
    {
        DataFolder = dataFolder;
        Directory.CreateDirectory(
            dataFolder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var program = Path.Combine(Path.GetDirectoryName(dataFolder)!, "shell");
        File.WriteAllText(program, Shell);
        File.SetUnixFileMode(
            program,
            UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.GroupRead | UnixFileMode.GroupExecute
                | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<IAgentCalls>(this);
        Proxies = new ProxyWorld(host);
        Proxies.AddTo(collection);
        collection.AddAgents(new AgentOptions
        {
            DataFolder = dataFolder,
            Profile = program,
            Sandbox = SandboxMode.Required,
            Limits = EscapeWorld.Limits,
        });
        services = collection.BuildServiceProvider();
        Attacker = Prepare();
        Neighbour = Prepare();
    }

    public string DataFolder { get; }

    public ProxyWorld Proxies { get; }

    public AgentMachine Machine => services.GetRequiredService<AgentMachine>();

    public AgentStart Attacker { get; }

    public AgentStart Neighbour { get; }

    public string NeighbourSockets => Folders.SocketFolderOf(Neighbour.Session);

    /// <summary>The number of the neighbour's own process.</summary>
    public string NeighbourProcess { get; private set; } = "";

    /// <summary>The name of its terminal server.</summary>
    public string Server => AgentMachine.ServerOf(Folders);

    public string LaunchScript => new AgentRun(Folders, Attacker.Session, Attacker.Folder).LaunchFile;

    private SessionFolders Folders => services.GetRequiredService<SessionFolders>();

    private IAgents Agents => services.GetRequiredService<IAgents>();

    public SafeFolder OpenFolder() => SafeFolder.Open(Attacker.Folder);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        foreach (var start in (AgentStart[])[Attacker, Neighbour])
        {
            agents[start.Session] = await Agents.StartAsync(start, cancellationToken);
        }

        var panes = await Machine.Parts.Terminal.ListAsync(cancellationToken);
        var pane = panes.Single(pane => pane.Name == AgentRun.NameOf(Neighbour.Session)).ProcessId;
        NeighbourProcess = PaneProcesses.AgentOf(pane)!.Value.ToString(CultureInfo.InvariantCulture);
        await Proxies.OpenAsync(
            Attacker.Session, services, Folders.SocketFolderOf(Attacker.Session), cancellationToken);
    }

    /// <summary>
    /// Has the hostile agent run its script; <see langword="null"/> when that ended the session, which begins anew.
    /// </summary>
    public async Task<(int Status, string Words)?> RunAsync(CancellationToken cancellationToken)
    {
        if (!(await Agents.ListLiveAsync(cancellationToken)).Contains(Attacker.Session))
        {
            // A control took in its folder what no session may have.
            await BeginAnewAsync(cancellationToken);
        }

        using (var before = OpenFolder())
        {
            before.Delete(".attempt.code");
        }

        await TypeAsync(
            Attacker,
            "bash .attempt.sh >.attempt.out 2>&1 </dev/null; echo $? >.attempt.code; ./notify.sh done",
            cancellationToken);
        if (!await IsCalledAsync(Attacker.Session, cancellationToken))
        {
            await BeginAnewAsync(cancellationToken);
            return null;
        }

        using var folder = OpenFolder();
        var code = await folder.ReadTextAsync(".attempt.code", 16, cancellationToken);
        var said = await folder.ReadTextAsync(".attempt.out", 1 << 20, cancellationToken);
        return (int.TryParse(code, out var status) ? status : 1, Command.LastLine(said ?? ""));
    }

    /// <summary>Whether an agent does what it is told and is heard.</summary>
    public async Task<bool> AnswersAsync(AgentStart start, CancellationToken cancellationToken)
    {
        await TypeAsync(start, "./notify.sh done", cancellationToken);
        return await IsCalledAsync(start.Session, cancellationToken);
    }

    public async Task<int> HandleAsync(
        SessionId session,
        AgentCall call,
        Func<string, CancellationToken, Task> output,
        CancellationToken cancellationToken)
    {
        if (call is { Verb: "notify", Arguments: ["done"] })
        {
            await calls.Writer.WriteAsync(session, cancellationToken);
        }

        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(Patience, TimeProvider.System);
        foreach (var (session, agent) in agents)
        {
            await Agents.KillAsync(session, limit.Token);
            await agent.DisposeAsync();
        }

        await Proxies.DisposeAsync();
        await services.DisposeAsync();
    }

    private async Task BeginAnewAsync(CancellationToken cancellationToken)
    {
        await Agents.KillAsync(Attacker.Session, cancellationToken);
        await agents[Attacker.Session].DisposeAsync();
        using (var left = OpenFolder())
        {
            left.DeleteTree("much");
        }

        agents[Attacker.Session] = await Agents.StartAsync(Attacker, cancellationToken);
    }

    private AgentStart Prepare()
    {
        var session = SessionId.New("someone@example.com", TimeProvider.System);
        return new AgentStart(session, Folders.Create(session), Guid.NewGuid(), Resume: false);
    }

    private async Task TypeAsync(AgentStart start, string line, CancellationToken cancellationToken)
    {
        var terminal = Machine.Parts.Terminal;
        await terminal.TypeAsync(AgentRun.NameOf(start.Session), line, cancellationToken);
        await terminal.PressAsync(AgentRun.NameOf(start.Session), "Enter", cancellationToken);
    }

    /// <summary>Waits for the agent's call; its end, or silence for too long, is none.</summary>
    private async Task<bool> IsCalledAsync(SessionId session, CancellationToken cancellationToken)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        try
        {
            var gone = UntilGoneAsync(agents[session], limit.Token);
            while (true)
            {
                var called = calls.Reader.WaitToReadAsync(limit.Token).AsTask();
                if (await Task.WhenAny(called, gone) == gone)
                {
                    return false;
                }

                if (await calls.Reader.ReadAsync(limit.Token) == session)
                {
                    return true;
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        finally
        {
            await limit.CancelAsync();
        }
    }

    private static async Task UntilGoneAsync(IAgent agent, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var signal in agent.Signals.ReadAllAsync(cancellationToken))
            {
                if (signal is AgentSignal.Exited)
                {
                    return;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Nobody waits any more.
        }
    }
}
