using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Watch;

/// <summary>
/// Looks at all panes once a second while there are agents: tmux tells a control-mode client nothing of a death in another
/// session.
/// </summary>
internal sealed partial class PaneWatch(ITerminal terminal, TimeProvider time, ILogger<PaneWatch> logger) : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly ConcurrentDictionary<SessionId, TmuxAgent> agents = [];
    // Never disposed: it holds no handle, and whoever is inside at the end must still be able to leave.
    private readonly SemaphoreSlim looking = new(1, 1);
    private readonly CancellationTokenSource stopping = new();
    private readonly Lock sync = new();
    private Task? running;

    /// <summary>Watches an agent until it ends or is forgotten.</summary>
    public void Add(TmuxAgent agent)
    {
        agents[agent.Session] = agent;
        lock (sync)
        {
            running ??= RunAsync(stopping.Token);
        }
    }

    public void Forget(TmuxAgent agent) => agents.TryRemove(new(agent.Session, agent));

    /// <summary>Looks now, and tells the agents whose pane is dead or gone.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        await looking.WaitAsync(cancellationToken);
        try
        {
            var watched = agents.Values.ToArray();
            var alive = (await terminal.ListAsync(cancellationToken))
                .Where(pane => !pane.IsDead).Select(pane => pane.Name).ToHashSet(StringComparer.Ordinal);
            foreach (var agent in watched.Where(agent => !alive.Contains(AgentRun.NameOf(agent.Session))))
            {
                Forget(agent);
                await agent.EndAsync(cancellationToken);
            }
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

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(Interval, time);
        try
        {
            while (await timer.WaitForNextTickAsync(cancellationToken))
            {
                if (!agents.IsEmpty)
                {
                    await TryLookAsync(cancellationToken);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The worker ends; its agents stay.
        }
    }

    private async Task TryLookAsync(CancellationToken cancellationToken)
    {
        try
        {
            await LookAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is TmuxException or IOException or ObjectDisposedException)
        {
            LogBlind(exception);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The panes could not be looked at; the next look is in a second")]
    private partial void LogBlind(Exception exception);
}
