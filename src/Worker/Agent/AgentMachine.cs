using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Agent.Watch;

namespace TmuxBuilder.Agent;

/// <summary>
/// What this machine offers agents: asked once when the worker starts, so that it can say what is missing.
/// </summary>
public sealed class AgentMachine : IAsyncDisposable
{
    private const string ServerPrefix = "tmux-builder-";
    private static readonly TimeSpan EndTimeout = TimeSpan.FromSeconds(5);

    private readonly ControlClient client;
    private readonly PaneWatch watch;
    private readonly TimeProvider time;

    internal AgentMachine(AgentOptions options, SessionFolders folders, TimeProvider time, ILoggerFactory loggers)
    {
        options.Validate();
        this.time = time;
        Confinement = Confinement.Find(options, time);
        Probe = new SandboxProbe(Confinement, time);
        client = new ControlClient(
            ServerOf(folders), time, loggers.CreateLogger<ControlClient>());
        var terminal = new TmuxTerminal(client);
        Live = new AgentTerminals(client, time);
        var killer = new PaneKiller(terminal, time);
        var sizes = new SizeWatch(
            options.Limits, Confinement.Regime, killer, time, loggers.CreateLogger<SizeWatch>());
        watch = new PaneWatch(terminal, killer, sizes, time, loggers.CreateLogger<PaneWatch>());
        var profile = AgentProfiles.Of(options);
        Parts = new AgentParts(options, profile, terminal, killer, watch, Confinement, time);
        Launcher = new AgentLauncher(
            options, profile, Probe, Confinement, folders, loggers.CreateLogger<AgentLauncher>());
    }

    /// <summary>The name (<c>tmux -L</c>) of the server that holds the agents of a data folder.</summary>
    public static string ServerOf(SessionFolders folders) => ServerPrefix + folders.DataHash[..12];

    /// <summary>What keeps sandboxes within limits here.</summary>
    public Confinement Confinement { get; }

    internal SandboxProbe Probe { get; }

    internal AgentParts Parts { get; }

    internal AgentLauncher Launcher { get; }

    internal AgentTerminals Live { get; }

    /// <summary>Why agents cannot be sandboxed here, in a sentence; <see langword="null"/> when they can.</summary>
    public Task<string?> SandboxProblemAsync(CancellationToken cancellationToken) =>
        Probe.ProblemAsync(cancellationToken);

    /// <summary>Why no terminal can be opened here, in a sentence; <see langword="null"/> when one can.</summary>
    public async Task<string?> TerminalProblemAsync(CancellationToken cancellationToken)
    {
        try
        {
            await client.RunAsync(["list-sessions"], cancellationToken);
            return null;
        }
        catch (TmuxException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>
    /// Lets go of all agents. Those that live stay for the next worker; without any, the tmux server ends too.
    /// </summary>
    public async ValueTask DisposeAsync()
    {
        await watch.DisposeAsync();
        if (client.WasUsed)
        {
            await EndServerAsync();
        }

        await client.DisposeAsync();
    }

    private async Task EndServerAsync()
    {
        using var limit = new CancellationTokenSource(EndTimeout, time);
        try
        {
            var panes = await Parts.Terminal.ListAsync(limit.Token);
            if (panes.All(pane => pane.IsDead || AgentRun.SessionOf(pane.Name) is null))
            {
                await client.KillServerAsync(limit.Token);
            }
        }
        catch (Exception exception) when (exception is TmuxException or OperationCanceledException)
        {
            // There is no server to end, or none that listens.
        }
    }
}
