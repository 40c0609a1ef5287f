using System.Diagnostics.CodeAnalysis;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Agent.Channel;

/// <summary>
/// Takes what one agent's scripts say, in order and each once: what waits in the spool first, then what arrives. Hooks
/// go to <paramref name="hooks"/>, the rest to the worker.
/// </summary>
[SuppressMessage(
    "Design",
    "CA1001",
    Justification = "The semaphore holds no handle; whoever is inside at the end must still leave.")]
internal sealed class AgentInbox(
    SessionId session,
    Spool spool,
    string folderSeen,
    IAgentCalls calls,
    Func<AgentHook, CancellationToken, Task> hooks)
{
    private const int MaxRemembered = 1024;

    private readonly SemaphoreSlim order = new(1, 1);
    private readonly Dictionary<string, int> answered = [];
    private readonly Queue<string> answeredInOrder = [];

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
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        await order.WaitAsync(cancellationToken);
        try
        {
            await DrainInOrderAsync(cancellationToken);
        }
        finally
        {
            order.Release();
        }
    }

    private static Task Discard(string line, CancellationToken cancellationToken) => Task.CompletedTask;

    private static AgentCall Call(AgentRequest request) => new(request.Id, request.Verb, request.Fields);

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
        if (request.Fields is [var json] && HookReader.Read(json, folderSeen) is { } hook)
        {
            await hooks(hook, cancellationToken);
        }

        return 0;
    }
}
