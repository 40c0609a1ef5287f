using System.Threading.Channels;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Delivery;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Folders;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Model;
using TmuxBuilder.Agent.Screen;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Agent.Tmux;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>
/// One agent in its tmux session: what is asked of it and what is seen of it go to its <see cref="AgentSession"/>.
/// </summary>
internal sealed class TmuxAgent(
    AgentStart start,
    AgentRun run,
    SafeFolder folder,
    WorkerSocket socket,
    AgentSession session,
    TmuxHands hands,
    AgentParts parts) : IAgent
{
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan StopInterval = TimeSpan.FromMilliseconds(50);

    private string? lastScreen;
    private volatile string? excess;
    private long killsBefore;
    private int released;

    public SessionId Session => start.Session;

    public ChannelReader<AgentSignal> Signals => session.Signals;

    /// <summary>The script its pane runs.</summary>
    public string Launcher => run.LaunchFile;

    /// <summary>Something is under way, so that it is looked after every second.</summary>
    public bool IsActive => session.State.Phase is not (AgentPhase.Idle or AgentPhase.Gone);

    /// <summary>Begins to listen to a new agent; what an earlier one left has been written down.</summary>
    public void Listen()
    {
        killsBefore = parts.Confinement.KillsForMemory(run.Group);
        session.Start(hands);
        socket.Start(_ => Task.CompletedTask);
    }

    /// <summary>
    /// Begins to listen to an agent that has run meanwhile, and tells again what may have been missed.
    /// </summary>
    public void ListenAgain()
    {
        killsBefore = parts.Confinement.KillsForMemory(run.Group);
        session.Start(hands);
        socket.Start(token => session.AskAsync(new AgentInput.CaughtUp(), token));
    }

    public void Prepare(Instruction instruction)
    {
        Typist.Check(instruction);
        session.Post(new AgentInput.PrepareAsked(instruction));
    }

    public Task DeliverAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        Typist.Check(instruction);
        return session.AskAsync(new AgentInput.DeliverAsked(instruction, Recover: false), cancellationToken);
    }

    public Task RecoverDeliveryAsync(Instruction instruction, CancellationToken cancellationToken)
    {
        Typist.Check(instruction);
        return session.AskAsync(new AgentInput.DeliverAsked(instruction, Recover: true), cancellationToken);
    }

    public Task<bool> HasTakenAsync(Instruction instruction, CancellationToken cancellationToken) =>
        session.State.Next?.Instruction.PromptFile == instruction.PromptFile
            ? Task.FromResult(false)
            : hands.HasTakenAsync(instruction, cancellationToken);

    public Task<bool> HasRecordedEndAsync(Instruction instruction, CancellationToken cancellationToken) =>
        hands.HasRecordedEndAsync(instruction, cancellationToken);

    public Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken) =>
        session.InterruptAsync(cancellationToken);

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        session.Post(new AgentInput.StopAsked());
        while (!session.Gone.IsCompleted)
        {
            await parts.Watch.LookAsync(cancellationToken);
            await Task.WhenAny(session.Gone, Task.Delay(StopInterval, parts.Time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    public Task<string> CaptureAsync(CancellationToken cancellationToken) =>
        parts.Terminal.CaptureAsync(run.Terminal, cancellationToken);

    public async Task<AgentDiagnosis> DiagnoseAsync(CancellationToken cancellationToken)
    {
        var state = session.State;
        var screen = state.Phase == AgentPhase.Gone ? lastScreen : await ScreenAsync(cancellationToken) ?? lastScreen;
        var view = ScreenReader.Read(screen ?? "");
        return new AgentDiagnosis(
            state.Phase.ToString(),
            session.Notes.AllTyped,
            session.Notes.AllTold,
            screen is null ? null : Core.Text.SecretRedactor.Redact(GuidText.Cut(screen)),
            view.Kind.ToString(),
            state.Exit is { } exit ? SignalText.Of(exit) : null,
            state.Records.Version ?? await hands.VersionAsync(cancellationToken));
    }

    /// <summary>Tells what the proxy saw of its calls of the model.</summary>
    public void Saw(AgentInput seen) => session.Post(seen);

    /// <summary>The session's folder, for as long as this agent is.</summary>
    public SafeFolder Folder => folder;

    /// <summary>Where that folder is.</summary>
    public string Place => start.Folder;

    /// <summary>It took more than it may, in a sentence, and is about to be killed for it.</summary>
    public void Exceeded(string sentence) => excess = sentence;

    /// <summary>Looks for what no event tells: a script's message left in the spool, a folder that is gone.</summary>
    public async Task LookAfterAsync(CancellationToken cancellationToken)
    {
        if (!Directory.Exists(start.Folder))
        {
            session.Post(new AgentInput.FolderMissed());
        }

        await socket.DrainAsync(cancellationToken);
    }

    /// <summary>Says that the process is gone, after everything it still said.</summary>
    public async Task EndAsync(bool serverGone, CancellationToken cancellationToken)
    {
        var status = await run.ExitStatusAsync(cancellationToken);
        lastScreen = serverGone ? lastScreen : await ScreenAsync(cancellationToken);
        using var limit = new CancellationTokenSource(EndTime, parts.Time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            await socket.DrainAsync(either.Token);
            var exit = ExitStatus.Read(status, serverGone);
            exit = exit with { Excess = excess ?? ExcessOf(exit) };
            await session.AskAsync(new AgentInput.PaneDead(exit), either.Token);
        }
        catch (InvalidOperationException)
        {
            // Let go of meanwhile.
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The loop is stuck, which it says itself.
        }

        // Closing the socket removes its file, so this must be over before a successor listens at the same place.
        await socket.DisposeAsync();
        parts.Confinement.Remove(run.Group);
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref released, 1) == 0)
        {
            parts.Watch.Forget(this);
            await socket.DisposeAsync();
            await session.DisposeAsync();
            folder.Dispose();
        }
    }

    /// <summary>What the kernel ended it for, which no one else has seen.</summary>
    private string? ExcessOf(AgentSignal.Exited exit) =>
        exit.Signal == ExitStatus.Killed && parts.Confinement.KillsForMemory(run.Group) > killsBefore
            ? "It took more memory than it may, and the kernel ended it."
            : null;

    private async Task<string?> ScreenAsync(CancellationToken cancellationToken)
    {
        try
        {
            return await CaptureAsync(cancellationToken);
        }
        catch (Exception exception) when (exception is TmuxException or IOException)
        {
            return null;
        }
    }
}
