using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// Takes what one agent's scripts say, in order and each once: what waits in the spool first, then what arrives. Hooks
/// become signals, the rest goes to the worker.
/// </summary>
internal sealed partial class AgentInbox(
    SessionId session, Spool spool, TurnJournal journal, string folderSeen, IAgentCalls calls, ILogger<AgentInbox> logger)
    : IDisposable
{
    private const int MaxSignals = 1024;
    private const int MaxRemembered = 1024;

    // Never disposed: it holds no handle, and whoever is inside at the end must still be able to leave.
    private readonly SemaphoreSlim order = new(1, 1);
    private readonly Dictionary<string, int> answered = [];
    private readonly Queue<string> answeredInOrder = [];

    // A full channel makes hooks wait and their scripts spool: bounded both ways.
    private readonly Channel<AgentSignal> signals = System.Threading.Channels.Channel.CreateBounded<AgentSignal>(MaxSignals);

    public ChannelReader<AgentSignal> Signals => signals.Reader;

    public TurnRecord LastTurn => journal.Current;

    /// <summary>
    /// Whether hooks are signalled. Before an agent starts, what its predecessor left in the spool is only written down.
    /// </summary>
    public bool IsLive { get; set; }

    /// <summary>Whether somebody was told of a turn's end since this process listens.</summary>
    public bool HasToldAnEnd { get; private set; }

    /// <summary>Answers a request with its script's exit status.</summary>
    public async Task<int> HandleAsync(
        AgentRequest request, Func<string, CancellationToken, Task> output, CancellationToken cancellationToken)
    {
        if (request.Verb is not ("notify" or AgentRequest.HookVerb))
        {
            // A deploy takes its time and must not hold up what the agent says meanwhile.
            return await calls.HandleAsync(session, Call(request), output, cancellationToken);
        }

        await order.WaitAsync(cancellationToken);
        try
        {
            await DrainInOrderAsync(cancellationToken);
            return await OnceAsync(request, output, cancellationToken);
        }
        finally
        {
            order.Release();
        }
    }

    /// <summary>Delivers what waits in the spool.</summary>
    public Task DrainAsync(CancellationToken cancellationToken) =>
        InOrderAsync(() => DrainInOrderAsync(cancellationToken), cancellationToken);

    /// <summary>Signals something that was seen from outside.</summary>
    public Task SignalAsync(AgentSignal signal, CancellationToken cancellationToken) =>
        InOrderAsync(() => SignalInOrderAsync(signal, cancellationToken), cancellationToken);

    /// <summary>Notes that an instruction was typed: what ended before it says nothing about it.</summary>
    public Task NoteTypedAsync(CancellationToken cancellationToken) =>
        InOrderAsync(() => journal.NoteTypedAsync(cancellationToken), cancellationToken);

    /// <summary>Ends the signals with the agent's exit.</summary>
    public async Task CompleteAsync(AgentSignal.Exited exit, CancellationToken cancellationToken)
    {
        await SignalAsync(exit, cancellationToken);
        signals.Writer.TryComplete();
    }

    public void Dispose()
    {
        signals.Writer.TryComplete();
    }

    private static Task Discard(string line, CancellationToken cancellationToken) => Task.CompletedTask;

    private static AgentCall Call(AgentRequest request) => new(request.Id, request.Verb, request.Fields);

    private async Task InOrderAsync(Func<Task> work, CancellationToken cancellationToken)
    {
        await order.WaitAsync(cancellationToken);
        try
        {
            await work();
        }
        finally
        {
            order.Release();
        }
    }

    private async Task SignalInOrderAsync(AgentSignal signal, CancellationToken cancellationToken)
    {
        await journal.NoteAsync(signal, cancellationToken);
        if (!IsLive)
        {
            return;
        }

        HasToldAnEnd |= signal is AgentSignal.Stopped or AgentSignal.TurnFailed;
        if (signals.Writer.TryWrite(signal))
        {
            return;
        }

        try
        {
            await signals.Writer.WriteAsync(signal, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            LogLate(session);
        }
    }

    private Task DrainInOrderAsync(CancellationToken cancellationToken) =>
        spool.DrainAsync((request, token) => OnceAsync(request, Discard, token), cancellationToken);

    private async Task<int> OnceAsync(
        AgentRequest request, Func<string, CancellationToken, Task> output, CancellationToken cancellationToken)
    {
        if (answered.TryGetValue(request.Id, out var before))
        {
            return before;
        }

        var status = request.Verb == AgentRequest.HookVerb
            ? await HookAsync(request, cancellationToken)
            : await calls.HandleAsync(session, Call(request), output, cancellationToken);
        answered[request.Id] = status;
        answeredInOrder.Enqueue(request.Id);
        if (answeredInOrder.Count > MaxRemembered)
        {
            answered.Remove(answeredInOrder.Dequeue());
        }

        return status;
    }

    private async Task<int> HookAsync(AgentRequest request, CancellationToken cancellationToken)
    {
        if (request.Fields is [var json] && HookSignals.Read(json, folderSeen) is { } signal)
        {
            await SignalInOrderAsync(signal, cancellationToken);
        }

        return 0;
    }

    [LoggerMessage(LogLevel.Debug, "Session {SessionId}: something arrived after the agent had gone")]
    private partial void LogLate(SessionId sessionId);
}
