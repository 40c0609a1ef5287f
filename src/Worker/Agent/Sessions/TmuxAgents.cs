using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Live;
using TmuxBuilder.Agent.Sandbox.Limits;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>Agents in tmux sessions of their own.</summary>
/// <param name="calls">Asked for at the first agent, because whoever answers calls also starts agents.</param>
internal sealed partial class TmuxAgents(
    AgentParts parts,
    AgentLauncher launcher,
    AgentTerminals live,
    SessionFolders folders,
    IAgentNetwork network,
    Func<IAgentCalls> calls,
    ILoggerFactory loggers) : IAgents
{
    // An agent killed while it wrote leaves a conversation it refuses to read, and it may write settings that the CLI
    // asks about; the folder still holds its work.
    private const int MostSetAside = 2;
    private const int MaxScreenLines = 6;
    private const int MaxScreenText = 600;

    private readonly ILogger<TmuxAgents> logger = loggers.CreateLogger<TmuxAgents>();

    public async Task<IReadOnlyList<SessionId>> ListLiveAsync(CancellationToken cancellationToken) =>
        [.. (await parts.Terminal.ListAsync(cancellationToken))
            .Where(pane => !pane.IsDead)
            .Select(pane => AgentRun.SessionOf(pane.Name))
            .OfType<SessionId>()];

    public async Task<IAgent> StartAsync(AgentStart start, CancellationToken cancellationToken)
    {
        for (var again = MostSetAside;; again--)
        {
            try
            {
                return await StartOnceAsync(start, cancellationToken);
            }
            catch (AgentStartException exception)
                when (again > 0 && (exception.EndedByItself || exception.IsStuck))
            {
                if (!await SetAsideAsync(start, exception.EndedByItself, cancellationToken))
                {
                    throw;
                }

                LogSetAside(exception, start.Session);
            }
        }
    }

    private async Task<bool> SetAsideAsync(AgentStart start, bool ended, CancellationToken cancellationToken)
    {
        var seen = await PathsSeenAsync(new AgentRun(folders, start.Session, start.Folder), cancellationToken);
        try
        {
            using var folder = SafeFolder.Open(start.Folder);
            return parts.Profile.SetAside(folder, start, seen, ended);
        }
        catch (IOException)
        {
            // What cannot be set aside was not what stood in the way.
            return false;
        }
    }

    private async Task<AgentPaths> PathsSeenAsync(AgentRun run, CancellationToken cancellationToken) =>
        await launcher.IsSandboxedAsync(cancellationToken) ? AgentPaths.Sandboxed : run.Paths;

    private async Task<TmuxAgent> StartOnceAsync(AgentStart start, CancellationToken cancellationToken)
    {
        var began = parts.Time.GetTimestamp();
        TmuxAgent? agent = null;
        try
        {
            await KillAsync(start.Session, cancellationToken);
            var run = new AgentRun(folders, start.Session, start.Folder);
            run.Prepare();
            await launcher.GiveFolderAsync(start, cancellationToken);
            using (var folder = SafeFolder.Open(start.Folder))
            {
                var command = await launcher.PrepareAsync(run, start, folder, cancellationToken);
                agent = await OpenAsync(start, run, isAdopted: false, cancellationToken);
                agent.Listen();
                await parts.Terminal.OpenAsync(run.Terminal, command, cancellationToken);
                live.Opened(start.Session);
            }

            parts.Watch.Add(agent);
            await AwaitReadyAsync(agent, cancellationToken);
            LogStarted(start.Session, start.Resume, parts.Time.GetElapsedTime(began), parts.Confinement.Regime);
            return agent;
        }
        catch (Exception exception) when (exception is TmuxException or IOException)
        {
            await AbandonAsync(start.Session, agent);
            throw new AgentStartException($"The agent could not be started: {exception.Message}", exception);
        }
        catch
        {
            await AbandonAsync(start.Session, agent);
            throw;
        }
    }

    public async Task<IAgent?> AdoptAsync(AgentStart start, CancellationToken cancellationToken)
    {
        if (!(await ListLiveAsync(cancellationToken)).Contains(start.Session))
        {
            return null;
        }

        var agent = await OpenAsync(
            start, new AgentRun(folders, start.Session, start.Folder), isAdopted: true, cancellationToken);
        try
        {
            agent.ListenAgain();
        }
        catch
        {
            await agent.DisposeAsync();
            throw;
        }

        parts.Watch.Add(agent);
        LogAdopted(start.Session);
        return agent;
    }

    public async Task KillAsync(SessionId session, CancellationToken cancellationToken)
    {
        await parts.Killer.KillAsync(AgentRun.NameOf(session), cancellationToken);
        await parts.Watch.LookAsync(cancellationToken);
        await network.CloseAsync(session, cancellationToken);
        parts.Confinement.Remove(AgentRun.GroupOf(folders, session));
    }

    private async Task<TmuxAgent> OpenAsync(
        AgentStart start, AgentRun run, bool isAdopted, CancellationToken cancellationToken)
    {
        var session = start.Session;
        folders.CreateRunFolders(session);
        await network.OpenAsync(session, run.Paths.Sockets, cancellationToken);
        var folder = SafeFolder.Open(start.Folder);
        try
        {
            return await OpenAsync(start, run, folder, isAdopted, cancellationToken);
        }
        catch
        {
            folder.Dispose();
            throw;
        }
    }

    private async Task<TmuxAgent> OpenAsync(
        AgentStart start, AgentRun run, SafeFolder folder, bool isAdopted, CancellationToken cancellationToken)
    {
        var session = start.Session;
        var seen = await PathsSeenAsync(run, cancellationToken);
        var journal = new TurnJournal(run.JournalFile);
        var gate = new HookGate(journal);
        var inbox = new AgentInbox(
            session, new Spool(session, folder, loggers.CreateLogger<Spool>()), seen.Folder, calls(), gate.TakeAsync);
        if (!isAdopted)
        {
            await inbox.DrainAsync(cancellationToken);
        }

        var rules = SessionRules.Of(parts.Options, parts.Profile);
        var owner = new AgentSession(
            session,
            isAdopted ? AgentState.Adopted(journal.Current) : AgentState.New(rules),
            rules,
            journal,
            parts.Time,
            loggers.CreateLogger<AgentSession>());
        gate.Open((hook, token) => owner.AskAsync(new AgentInput.HookSeen(hook), token));
        var hands = new TmuxHands(
            start, run, folder, seen, inbox, journal, parts, loggers.CreateLogger<TmuxHands>());
        var socket = new WorkerSocket(
            session, run.Paths.WorkerSocket, inbox, loggers.CreateLogger<WorkerSocket>());
        return new TmuxAgent(start, run, folder, socket, owner, hands, parts);
    }

    private async Task AwaitReadyAsync(TmuxAgent agent, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(parts.Options.StartTimeout, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await foreach (var signal in agent.Signals.ReadAllAsync(either.Token))
            {
                if (signal is AgentSignal.Ready)
                {
                    return;
                }

                if (signal is AgentSignal.DialogSeen dialog)
                {
                    throw new AgentStartException(
                        $"The agent shows a dialog nobody answers ({dialog.Kind}). Its screen: {Line(dialog.Text)}")
                    {
                        Dialog = dialog.Kind,
                        IsStuck = true,
                    };
                }

                if (signal is AgentSignal.Exited exited)
                {
                    throw new AgentStartException(
                        $"The agent ended with status {exited.Status?.ToString() ?? "unknown"} before it took input. "
                        + $"Its screen: {await ScreenAsync(agent, cancellationToken)}")
                    {
                        EndedByItself = exited.Status is not null,
                    };
                }
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new AgentStartException(
                $"The agent did not take input within {parts.Options.StartTimeout}. "
                + $"Its screen: {await ScreenAsync(agent, cancellationToken)}")
            {
                IsStuck = true,
            };
        }
    }

    /// <summary>
    /// The last lines of a pane in which nothing was said yet; for a client's words it would be the wrong place.
    /// </summary>
    private static async Task<string> ScreenAsync(TmuxAgent agent, CancellationToken cancellationToken)
    {
        try
        {
            return Line(await agent.CaptureAsync(cancellationToken));
        }
        catch (TmuxException exception)
        {
            return exception.Message;
        }
    }

    private static string Line(string screen)
    {
        var lines = screen.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        var text = string.Join(" | ", lines.TakeLast(MaxScreenLines));
        return text.Length <= MaxScreenText ? text : text[..MaxScreenText];
    }

    /// <summary>Leaves nothing behind of a start that failed, also when the caller no longer waits.</summary>
    private async Task AbandonAsync(SessionId session, TmuxAgent? agent)
    {
        using var patience = new CancellationTokenSource(parts.Options.StartTimeout, parts.Time);
        try
        {
            await KillAsync(session, patience.Token);
        }
        catch (Exception exception) when (exception is TmuxException or OperationCanceledException or IOException)
        {
            LogLeftBehind(exception, session);
        }

        if (agent is not null)
        {
            await agent.DisposeAsync();
        }
    }

    [LoggerMessage(
        LogLevel.Information,
        "Session {SessionId}: agent started (resume {Resume}) in {Elapsed}, kept within limits by {Regime}")]
    private partial void LogStarted(SessionId sessionId, bool resume, TimeSpan elapsed, LimitRegime regime);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: what may have kept its agent from coming up was put aside")]
    private partial void LogSetAside(Exception exception, SessionId sessionId);

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: running agent adopted")]
    private partial void LogAdopted(SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: an agent that did not start could not be cleared away")]
    private partial void LogLeftBehind(Exception exception, SessionId sessionId);
}
