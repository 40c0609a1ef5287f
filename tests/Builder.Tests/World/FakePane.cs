using System.Threading.Channels;
using TmuxBuilder.Agent;
using TmuxBuilder.Agent.Launch;
using TmuxBuilder.Agent.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>A scripted agent in its pane. It outlives the worker's process; the test speaks and acts for it.</summary>
internal sealed class FakePane(AgentStart start)
{
    private readonly Lock gate = new();
    private readonly Channel<string> typed = Channel.CreateUnbounded<string>();
    private readonly Channel<string> keys = Channel.CreateUnbounded<string>();
    private readonly List<string> taken = [];
    private readonly List<AgentSignal> spooled = [];
    private readonly TaskCompletionSource letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Channel<AgentSignal>? listener;
    private AgentSignal? end;

    public AgentStart Start { get; } = start;

    public SessionId Session => Start.Session;

    public bool Alive { get; private set; } = true;

    /// <summary>Completes when a worker has let go of it for the first time.</summary>
    public Task LetGo => letGo.Task;

    /// <summary>What comes of an interrupt.</summary>
    public InterruptOutcome Interrupt { get; set; } = InterruptOutcome.Interrupted;

    /// <summary>
    /// Whether its records hold the end of the turn: asked at the end of each, and again while they do not.
    /// </summary>
    public Func<bool> HasRecordedEnd { get; set; } = () => true;

    /// <summary>Every line that was ever typed.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The next line that was typed.</summary>
    public async Task<string> TypedAsync(CancellationToken cancellationToken) =>
        await typed.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    /// <summary>The next key other than text: <c>enter</c>, <c>interrupt</c>, <c>stop</c>.</summary>
    public async Task<string> KeyAsync(CancellationToken cancellationToken) =>
        await keys.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    /// <summary>The agent takes a line, as its submit hook tells.</summary>
    public void Accept(string line)
    {
        TakeSilently(line);
        Emit(new AgentSignal.Accepted(line));
    }

    /// <summary>The agent takes a line, and nobody has heard of it yet.</summary>
    public void TakeSilently(string line)
    {
        lock (gate)
        {
            taken.Add(line);
            end = null;
        }
    }

    public void Tool(string summary) => Emit(new AgentSignal.ToolStarted("Write", summary));

    /// <summary>The agent ends its turn.</summary>
    public void Stop(string? lastMessage = null)
    {
        var stopped = new AgentSignal.Stopped(lastMessage);
        lock (gate)
        {
            end = stopped;
        }

        Emit(stopped);
    }

    public void FailTurn(string error, int? status = null, TimeSpan? retryAfter = null) =>
        Emit(new AgentSignal.TurnFailed(error, "stub", status, retryAfter));

    /// <summary>The process ends.</summary>
    public void Exit(int? status) => End(new AgentSignal.Exited(status));

    /// <inheritdoc cref="Exit"/>
    public void End(AgentSignal.Exited exited)
    {
        Alive = false;
        Emit(exited);
        lock (gate)
        {
            listener?.Writer.TryComplete();
        }
    }

    public void Emit(AgentSignal signal)
    {
        lock (gate)
        {
            if (listener?.Writer.TryWrite(signal) != true)
            {
                spooled.Add(signal);
            }
        }
    }

    internal ChannelReader<AgentSignal> Listen(bool adopted)
    {
        lock (gate)
        {
            listener = Channel.CreateUnbounded<AgentSignal>();
            foreach (var signal in spooled)
            {
                listener.Writer.TryWrite(signal);
            }

            if (adopted && end is not null && !spooled.Contains(end))
            {
                listener.Writer.TryWrite(end);
            }

            spooled.Clear();
            return listener.Reader;
        }
    }

    internal void Deafen()
    {
        lock (gate)
        {
            listener = null;
        }

        letGo.TrySetResult();
    }

    internal bool HasTaken(string promptFile)
    {
        lock (gate)
        {
            return taken.Any(line => line.Contains(promptFile, StringComparison.Ordinal));
        }
    }

    internal void Type(string line)
    {
        Lines.Add(line);
        typed.Writer.TryWrite(line);
    }

    /// <summary>
    /// As the real one does: told again when it was taken, Enter when it is in the box, typed when it is not.
    /// </summary>
    internal void Recover(Instruction instruction)
    {
        if (HasTaken(instruction.PromptFile))
        {
            Emit(new AgentSignal.Accepted(instruction.Line));
        }
        else if (Lines.Contains(instruction.Line))
        {
            Press("enter");
        }
        else
        {
            Type(instruction.Line);
        }
    }

    internal void Press(string key)
    {
        keys.Writer.TryWrite(key);
        if (key == "kill")
        {
            Alive = false;
        }
    }
}
