using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Agent.Channel;
using TmuxBuilder.Agent.Diagnosis;
using TmuxBuilder.Agent.Sessions.Machine;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Sessions;

/// <summary>
/// The one owner of an agent's state: a loop that takes inputs in the order they came, has <see cref="AgentReducer"/>
/// decide and <see cref="ISessionHands"/> act.
/// </summary>
internal sealed partial class AgentSession : IAsyncDisposable
{
    private static readonly TimeSpan ShortestTimer = TimeSpan.FromMilliseconds(1);

    private readonly Channel<Item> inputs =
        System.Threading.Channels.Channel.CreateUnbounded<Item>(new UnboundedChannelOptions { SingleReader = true });

    private readonly SignalQueue signals = new();
    private readonly CancellationTokenSource stopping = new();
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly List<TaskCompletionSource<InterruptOutcome>> interrupters = [];
    private readonly List<Task> errands = [];
    private readonly SessionId session;
    private readonly SessionRules rules;
    private readonly TurnJournal journal;
    private readonly TimeProvider time;
    private readonly ILogger<AgentSession> logger;
    private readonly ITimer timer;
    private readonly long began;
    private ISessionHands? hands;
    private AgentState state;
    private Task running = Task.CompletedTask;
    private bool timerRuns;
    private int disposed;

    public AgentSession(
        SessionId session,
        AgentState initial,
        SessionRules rules,
        TurnJournal journal,
        TimeProvider time,
        ILogger<AgentSession> logger)
    {
        (this.session, state, this.rules) = (session, initial, rules);
        (this.journal, this.time, this.logger) = (journal, time, logger);
        began = time.GetTimestamp();
        timer = time.CreateTimer(
            _ => Post(new AgentInput.DeadlineCame()), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>What is told, in order; completes after <see cref="AgentSignal.Exited"/>.</summary>
    public ChannelReader<AgentSignal> Signals => signals;

    /// <summary>As it was after the last input; read from any thread.</summary>
    public AgentState State => Volatile.Read(ref state);

    /// <summary>What was told and typed, for diagnosis.</summary>
    public SessionNotes Notes { get; } = new();

    /// <summary>Completes when the agent is gone and that was told.</summary>
    public Task Gone => gone.Task;

    /// <summary>Begins to take inputs.</summary>
    public void Start(ISessionHands doing)
    {
        hands = doing;
        SetTimer();
        running = RunAsync(stopping.Token);
    }

    /// <summary>Puts an input into the queue; from any thread, never waits.</summary>
    public void Post(AgentInput input) => inputs.Writer.TryWrite(new Item(input, Handled: null, Interrupted: null));

    /// <summary>Puts an input into the queue and waits until all it led to at once is done.</summary>
    /// <exception cref="InvalidOperationException">What was asked cannot be done.</exception>
    public async Task AskAsync(AgentInput input, CancellationToken cancellationToken)
    {
        var handled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!inputs.Writer.TryWrite(new Item(input, handled, Interrupted: null)))
        {
            throw new InvalidOperationException("The agent was let go of.");
        }

        await handled.Task.WaitAsync(cancellationToken);
    }

    /// <summary>Interrupts what the agent does and waits for the proof.</summary>
    public async Task<InterruptOutcome> InterruptAsync(CancellationToken cancellationToken)
    {
        var interrupted =
            new TaskCompletionSource<InterruptOutcome>(TaskCreationOptions.RunContinuationsAsynchronously);
        return inputs.Writer.TryWrite(new Item(new AgentInput.InterruptAsked(), Handled: null, interrupted))
            ? await interrupted.Task.WaitAsync(cancellationToken)
            : InterruptOutcome.Gone;
    }

    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref disposed, 1) == 0)
        {
            inputs.Writer.TryComplete();
            await stopping.CancelAsync();
            await running;
            await timer.DisposeAsync();
            await Task.WhenAll(errands);
            while (inputs.Reader.TryRead(out var left))
            {
                left.Handled?.TrySetCanceled();
                left.Interrupted?.TrySetResult(InterruptOutcome.Gone);
            }

            Answer(InterruptOutcome.Gone);
            signals.Complete();
            gone.TrySetResult();
            stopping.Dispose();
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var item in inputs.Reader.ReadAllAsync(cancellationToken))
            {
                await TakeAsync(item, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Let go of; the agent lives on in its pane.
        }
    }

    private async Task TakeAsync(Item item, CancellationToken cancellationToken)
    {
        if (item.Interrupted is { } asked)
        {
            interrupters.Add(asked);
        }

        string? refused = null;
        try
        {
            var pending = new Queue<AgentInput>([item.Input]);
            while (pending.TryDequeue(out var input))
            {
                foreach (var effect in Decide(input).Effects)
                {
                    refused = (effect as AgentEffect.Refuse)?.Reason ?? refused;
                    if (await DoAsync(effect, cancellationToken) is { } result)
                    {
                        pending.Enqueue(result);
                    }
                }
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // One input that could not be dealt with must not end the watch over the agent.
            LogFailed(exception, session);
        }
        finally
        {
            SetTimer();
            if (refused is null)
            {
                item.Handled?.TrySetResult();
            }
            else
            {
                item.Handled?.TrySetException(new InvalidOperationException(refused));
            }
        }
    }

    private AgentStep Decide(AgentInput input)
    {
        var before = state;
        var step = AgentReducer.Reduce(before, input, time.GetElapsedTime(began), rules);
        Volatile.Write(ref state, step.State);
        if (before.Phase != step.State.Phase)
        {
            LogMoved(session, before.Phase, step.State.Phase, input.GetType().Name);
        }

        return step;
    }

    private async Task<AgentInput?> DoAsync(AgentEffect effect, CancellationToken cancellationToken)
    {
        switch (effect)
        {
            case AgentEffect.Tell(var signal):
                await TellAsync(signal, cancellationToken);
                return null;
            case AgentEffect.AnswerInterrupt(var outcome):
                Answer(outcome);
                return null;
            case AgentEffect.Refuse:
                return null;

            // These wait for hooks that are told, which wait for this loop.
            case AgentEffect.LookForEvidence or AgentEffect.Terminate or AgentEffect.KillTree:
                errands.RemoveAll(errand => errand.IsCompleted);
                errands.Add(RunErrandAsync(effect, cancellationToken));
                return null;
            default:
                if (effect is AgentEffect.Type(var instruction, _))
                {
                    Notes.Typed(time.GetUtcNow(), instruction.Line);
                }
                else if (effect is AgentEffect.PressEnter)
                {
                    Notes.Typed(time.GetUtcNow(), SessionNotes.EnterAgain);
                }

                return hands is null ? null : await hands.DoAsync(effect, cancellationToken);
        }
    }

    private async Task RunErrandAsync(AgentEffect effect, CancellationToken cancellationToken)
    {
        await Task.Yield();
        try
        {
            if (hands is not null && await hands.DoAsync(effect, cancellationToken) is { } result)
            {
                Post(result);
            }
        }
        catch (OperationCanceledException)
        {
            // Let go of.
        }
        catch (Exception exception) when (exception is IOException or InvalidOperationException)
        {
            LogFailed(exception, session);
        }
    }

    private void SetTimer()
    {
        // The deadline is set again at every input: a timer that fires a moment early would otherwise be the last.
        if (state.Due is { } due)
        {
            var rest = due - time.GetElapsedTime(began);
            timer.Change(rest > ShortestTimer ? rest : ShortestTimer, Timeout.InfiniteTimeSpan);
            timerRuns = true;
        }
        else if (timerRuns)
        {
            timer.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
            timerRuns = false;
        }
    }

    private void Answer(InterruptOutcome outcome)
    {
        foreach (var waiting in interrupters)
        {
            waiting.TrySetResult(outcome);
        }

        interrupters.Clear();
    }

    private sealed record Item(
        AgentInput Input, TaskCompletionSource? Handled, TaskCompletionSource<InterruptOutcome>? Interrupted);
}
