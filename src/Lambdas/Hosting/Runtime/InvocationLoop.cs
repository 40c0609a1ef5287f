using TmuxBuilder.Hosting.Events;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>Takes one event after the other and answers each, whatever it is and whatever becomes of it.</summary>
internal sealed class InvocationLoop : IDisposable
{
    private readonly RuntimeClient api;
    private readonly LambdaSettings settings;
    private readonly Dispatcher dispatcher;
    private readonly Func<CancellationToken, Task>? afterwards;
    private readonly LambdaEvent current = new();

    public InvocationLoop(RuntimeClient api, LambdaFunction function, LambdaSettings settings)
    {
        this.api = api;
        this.settings = settings;
        dispatcher = new Dispatcher(function, settings.Log);
        afterwards = function.Afterwards;
    }

    /// <summary>Serves until the Runtime API is gone.</summary>
    /// <exception cref="RuntimeGoneException">It is.</exception>
    public void Run()
    {
        using var deadline = new Deadline(settings.Time, settings.DeadlineMargin);
        while (true)
        {
            var (head, body) = api.Next();
            deadline.Begin(head.DeadlineMs);
            var requestId = head.RequestId!;
            if (TryHandle(body, deadline) is { } failure)
            {
                settings.Log($"Invocation {requestId} failed: {failure}");
                _ = api.ReportError(requestId, failure);
            }
            else if (!api.Respond(requestId))
            {
                settings.Log($"The answer to invocation {requestId} was not taken.");
            }

            if (afterwards is not null)
            {
                Finish(afterwards, requestId, deadline);
            }
        }
    }

    public void Dispose() => dispatcher.Dispose();

    private void Finish(Func<CancellationToken, Task> work, string requestId, Deadline deadline)
    {
        try
        {
            work(deadline.Token).GetAwaiter().GetResult();
        }
#pragma warning disable CA1031 // The event is answered: what comes after it, of whatever kind, changes nothing of that.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            settings.Log($"What followed invocation {requestId} failed: {failure}");
        }
    }

    private Exception? TryHandle(Memory<byte> body, Deadline deadline)
    {
        try
        {
            api.Body.Clear();
            current.Read(body);
            dispatcher.Dispatch(current, deadline, api.Body);
            return null;
        }
        catch (MalformedEventException malformed)
        {
            return dispatcher.TryRefuse(current, malformed, api.Body) ? null : malformed;
        }
#pragma warning disable CA1031 // One event's failure, of whatever kind, is not the next one's.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            return failure;
        }
    }
}
