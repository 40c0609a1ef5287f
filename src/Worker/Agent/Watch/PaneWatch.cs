using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Watch;

/// <summary>
/// Looks at all panes once a second while there are agents: tmux tells a control-mode client nothing of a death in
/// another session.
/// </summary>
internal sealed partial class PaneWatch(
    ITerminal terminal, PaneKiller killer, SizeWatch sizes, TimeProvider time, ILogger<PaneWatch> logger)
    : IAsyncDisposable
{
    private const int RoundsForTheIdle = 30;
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SessionId, TmuxAgent> agents = [];
    // Never disposed: it holds no handle, and whoever is inside at the end must still be able to leave.
    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock sync = new();
    private Task? running;
    private volatile Dictionary<string, int> processes = [];
    private int server;

    /// <summary>Watches an agent until it ends or is forgotten.</summary>
    public void Add(TmuxAgent agent)
    {
        agents[agent.Session] = agent;
        sizes.Begin(agent, stopping.Token);
        lock (sync)
        {
            running ??= Task.WhenAll(
                RunAsync(stopping.Token),
                sizes.RunAsync(() => [.. agents.Values], name => processes.GetValueOrDefault(name), stopping.Token));
        }
    }

    /// <summary>The session's agent, when it is watched.</summary>
    public TmuxAgent? Find(SessionId session) => agents.GetValueOrDefault(session);

    public void Forget(TmuxAgent agent) => agents.TryRemove(new(agent.Session, agent));

    /// <summary>Looks now, and tells the agents whose pane is dead or gone.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            var watched = agents.Values.ToArray();
            var panes = await terminal.ListAsync(cancellationToken);
            var alive = panes.Where(pane => !pane.IsDead).Select(pane => pane.Name).ToHashSet(StringComparer.Ordinal);
            var serverGone = panes is [{ ServerId: var now }, ..] && server != 0 && server != now;
            if (serverGone)
            {
                LogServerGone(watched.Length);
            }

            foreach (var agent in watched.Where(agent => !alive.Contains(AgentRun.NameOf(agent.Session))))
            {
                var name = AgentRun.NameOf(agent.Session);
                var isLost = serverGone && panes.All(pane => pane.Name != name);
                if (isLost && processes.TryGetValue(name, out var process))
                {
                    await killer.KillLeftAsync(process, agent.Launcher, stopping.Token);
                }

                await EndAsync(agent, isLost);
            }

            server = panes is [{ ServerId: var id }, ..] ? id : server;
            processes = panes.ToDictionary(pane => pane.Name, pane => pane.ProcessId, StringComparer.Ordinal);
        }
        finally
        {
            looking.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        if (running is not null)
        {
            await running;
        }

        foreach (var agent in agents.Values)
        {
            await agent.DisposeAsync();
        }

        stopping.Dispose();
    }

    /// <summary>
    /// An agent is watched until its death was told, whoever looked and however long they wait for it.
    /// </summary>
    private async Task EndAsync(TmuxAgent agent, bool serverGone)
    {
        try
        {
            await agent.EndAsync(serverGone, stopping.Token);
            Forget(agent);
        }
        catch (Exception exception) when (exception is TmuxException or IOException)
        {
            LogNotEnded(exception, agent.Session);
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            for (var round = 1; await timer.WaitForNextTickAsync(cancellationToken); round++)
            {
                if (!agents.IsEmpty)
                {
                    await TryLookAsync(round % RoundsForTheIdle == 0, cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker ends; its agents stay.
        }
    }

    private async Task TryLookAsync(bool withIdle, CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
            foreach (var agent in agents.Values.Where(agent => withIdle || agent.IsActive))
            {
                await agent.LookAfterAsync(cancellationToken);
            }
        }
        catch (Exception exception) when (exception is TmuxException or IOException or ObjectDisposedException)
        {
            LogBlind(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "The tmux server went away with all its agents ({Count} watched here)")]
    private partial void LogServerGone(int count);

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: the agent's end could not be told; the next look tries again")]
    private partial void LogNotEnded(Exception exception, SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "The panes could not be looked at; the next look is in a second")]
    private partial void LogBlind(Exception exception);
}
