using System.Text;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Processes;
using TmuxBuilder.Agent.Profiles;
using TmuxBuilder.Agent.Sandbox;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Text;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>One agent in its tmux session.</summary>
internal sealed partial class TmuxAgent(
    AgentStart start,
    AgentRun run,
    SafeFolder folder,
    AgentInbox inbox,
    WorkerSocket socket,
    AgentParts parts,
    ILogger<TmuxAgent> logger) : IAgent
{
    private const string ClearLine = "C-u";
    private const string EnterKey = "Enter";
    private const int MaxLine = 2000;
    private const int MaxConversationTail = 8 * 1024 * 1024;
    private static readonly TimeSpan EchoInterval = TimeSpan.FromMilliseconds(5);
    private static readonly TimeSpan EchoTime = TimeSpan.FromMilliseconds(150);

    // An Enter that comes with the text counts as part of a paste; from 20 ms on none was lost.
    private static readonly TimeSpan EnterPause = TimeSpan.FromMilliseconds(40);
    private static readonly TimeSpan InterruptTime = TimeSpan.FromMilliseconds(1500);
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopInterval = TimeSpan.FromMilliseconds(50);

    private readonly CancellationTokenSource stopping = new();
    private Task accepting = Task.CompletedTask;
    private int released;

    public SessionId Session => start.Session;

    public ChannelReader<AgentSignal> Signals => inbox.Signals;

    private ITerminal Terminal => parts.Terminal;

    /// <summary>Begins to listen to a new agent; what an earlier one left is written down first.</summary>
    public async Task ListenAsync(CancellationToken cancellationToken)
    {
        await inbox.DrainAsync(cancellationToken);
        inbox.IsLive = true;
        socket.Start(_ => Task.CompletedTask);
    }

    /// <summary>Begins to listen to an agent that has run meanwhile, and tells again what may have been missed.</summary>
    public void ListenAgain()
    {
        inbox.IsLive = true;
        socket.Start(RetellAsync);
    }

    public async Task DeliverAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        var line = instruction.Line;
        if (line.Length is 0 or > MaxLine || line.Any(char.IsControl) || line[0] is '/' or '!' or '#' or '@')
        {
            throw new ArgumentException("Only one printable line that is no command of the CLI may be typed.", nameof(instruction));
        }

        await inbox.NoteTypedAsync(cancellationToken);
        await Terminal.PressAsync(run.Terminal, ClearLine, cancellationToken);
        await Terminal.TypeAsync(run.Terminal, line, cancellationToken);
        await AwaitEchoAsync(line, cancellationToken);
        await Task.Delay(EnterPause, parts.Time, cancellationToken);
        await EnterAsync(instruction, cancellationToken);
    }

    public async Task RecoverDeliveryAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        if (await HasTakenAsync(instruction.PromptFile, cancellationToken))
        {
            await inbox.SignalAsync(new AgentSignal.Accepted(instruction.Line), cancellationToken);
        }
        else if (Solid(await CaptureAsync(cancellationToken)).Contains(Solid(instruction.Line), StringComparison.Ordinal))
        {
            await EnterAsync(instruction, cancellationToken);
        }
        else
        {
            await DeliverAsync(instruction, cancellationToken);
        }
    }

    public async Task<bool> HasTakenAsync(string promptFile, CancellationToken cancellationToken)
    {
        await inbox.DrainAsync(cancellationToken);
        if (inbox.LastTurn.Taken.Any(line => line.Contains(promptFile, StringComparison.Ordinal)))
        {
            return true;
        }

        try
        {
            // The path differs with and without a sandbox, and either may have been in force when this was written.
            foreach (var paths in (AgentPaths[])[AgentPaths.Sandboxed, run.Paths])
            {
                if (parts.Profile.ConversationPath(start, paths) is { } path
                    && await folder.ReadTailAsync(path, MaxConversationTail, cancellationToken) is { } tail
                    && tail.AsSpan().IndexOf(Encoding.UTF8.GetBytes(promptFile)) >= 0)
                {
                    return true;
                }
            }
        }
        catch (UnsafePathException exception)
        {
            LogUnreadable(exception, Session);
        }

        return false;
    }

    public async Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken)
    {
        await Terminal.PressAsync(run.Terminal, "Escape", cancellationToken);

        // A key right after Escape would be read as Alt with that key; and the old instruction may come back into the box.
        await UntilAsync(
            async () => await IsIdleAsync(cancellationToken) == true, EchoTime, InterruptTime, cancellationToken);
        await Terminal.PressAsync(run.Terminal, ClearLine, cancellationToken);
        return InterruptOutcome.Interrupted;
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (await FindPaneAsync(cancellationToken) is not { IsDead: false } pane)
        {
            return;
        }

        // The wrapper has to record the status, and bubblewrap would take the agent down without asking it.
        foreach (var process in ProcessTree.Of(pane.ProcessId).Skip(1).Where(NotSandbox))
        {
            ProcessTree.Signal(process, ProcessTree.Terminate);
        }

        var ended = await UntilAsync(
            async () => await FindPaneAsync(cancellationToken) is null or { IsDead: true },
            StopInterval, parts.Options.StopGrace, cancellationToken);
        if (!ended)
        {
            LogKilled(Session);
            await parts.Killer.KillAsync(run.Terminal, cancellationToken);
        }

        await parts.Watch.LookAsync(cancellationToken);
    }

    public Task<string> CaptureAsync(CancellationToken cancellationToken) =>
        Terminal.CaptureAsync(run.Terminal, cancellationToken);

    public async Task<AgentDiagnosis> DiagnoseAsync(CancellationToken cancellationToken) => new(
        inbox.LastTurn.Stage.ToString(),
        [],
        [],
        SecretRedactor.Redact(await CaptureAsync(cancellationToken)),
        nameof(ScreenKind.Unknown),
        Exit: null,
        CliVersion: null);

    /// <summary>Says that the process is gone, after everything it still said.</summary>
    public async Task EndAsync(CancellationToken cancellationToken)
    {
        var status = await run.ExitStatusAsync(cancellationToken);
        using var limit = new CancellationTokenSource(EndTime, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await inbox.DrainAsync(either.Token);
            await inbox.CompleteAsync(new AgentSignal.Exited(status), either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // Nobody reads the signals any more.
        }

        // Closing the socket removes its file, so this must be over before a successor listens at the same place.
        await socket.DisposeAsync();
        LogEnded(Session, status);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref released, 1) == 0)
        {
            parts.Watch.Forget(this);
            await stopping.CancelAsync();
            await accepting;
            stopping.Dispose();
            await socket.DisposeAsync();
            inbox.Dispose();
            folder.Dispose();
        }
    }

    private async Task EnterAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        await Terminal.PressAsync(run.Terminal, EnterKey, cancellationToken);
        await inbox.SignalAsync(new AgentSignal.Typed(instruction.Line), cancellationToken);
        accepting = AwaitAcceptanceAsync(instruction, stopping.Token);
    }

    /// <summary>Presses Enter again while nothing shows that the line was taken; the text is not typed again.</summary>
    private async Task AwaitAcceptanceAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        try
        {
            for (var attempt = 0; attempt <= parts.Options.EnterTries; attempt++)
            {
                await Task.Delay(parts.Options.EnterAfter, parts.Time, cancellationToken);
                if (await HasTakenAsync(instruction.PromptFile, cancellationToken))
                {
                    return;
                }

                await Terminal.PressAsync(run.Terminal, EnterKey, cancellationToken);
            }

            await inbox.SignalAsync(new AgentSignal.NotTaken(instruction.Line), cancellationToken);
        }
        catch (Exception exception) when (exception is TmuxException or IOException or OperationCanceledException)
        {
            // The agent is gone, which is told otherwise.
        }
    }

    private static bool NotSandbox(int process) => ProcessTree.NameOf(process) != Bubblewrap.Program;

    private static string Solid(string text) => string.Concat(text.Where(character => !char.IsWhiteSpace(character)));

    private async Task AwaitEchoAsync(string line, CancellationToken cancellationToken)
    {
        var expected = Solid(line);
        await UntilAsync(
            async () => Solid(await CaptureAsync(cancellationToken)).Contains(expected, StringComparison.Ordinal),
            EchoInterval, EchoTime, cancellationToken);
    }

    private async Task<bool> UntilAsync(
        Func<Task<bool>> holds, TimeSpan interval, TimeSpan limit, CancellationToken cancellationToken)
    {
        var began = parts.Time.GetTimestamp();
        while (true)
        {
            await Task.Delay(interval, parts.Time, cancellationToken);
            if (await holds())
            {
                return true;
            }

            if (parts.Time.GetElapsedTime(began) >= limit)
            {
                return false;
            }
        }
    }

    private async Task<TerminalPane?> FindPaneAsync(CancellationToken cancellationToken) =>
        (await Terminal.ListAsync(cancellationToken)).FirstOrDefault(pane => pane.Name == run.Terminal);

    private async Task<bool?> IsIdleAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await parts.Profile.IsIdleAsync(folder, start, cancellationToken);
        }
        catch (UnsafePathException exception)
        {
            LogUnreadable(exception, Session);
            return null;
        }
    }

    private async Task RetellAsync(CancellationToken cancellationToken)
    {
        if (inbox.HasToldAnEnd)
        {
            return;
        }

        var turn = inbox.LastTurn;
        var end = turn.End;
        if (end is null && turn.Stage == TurnStage.Taken && await IsIdleAsync(cancellationToken) == true)
        {
            // An interruption fires no hook, and a hook can be lost with the process that took it.
            end = new AgentSignal.Stopped(null);
        }

        if (end is not null)
        {
            await inbox.SignalAsync(end, cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Information, "Session {SessionId}: the agent ended with status {Status}")]
    private partial void LogEnded(SessionId sessionId, int? status);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent did not end when asked and was killed")]
    private partial void LogKilled(SessionId sessionId);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: the agent's own records cannot be read")]
    private partial void LogUnreadable(Exception exception, SessionId sessionId);
}
