using TmuxBuilder.Hosting.Events;

namespace TmuxBuilder.Hosting.Runtime;

/// <summary>Takes one event after the other and answers each, whatever it is and whatever becomes of it.</summary>
internal sealed class InvocationLoop : IDisposable
{
    private readonly RuntimeClient api;
    private readonly LambdaSettings settings;
    private readonly Dispatcher dispatcher;
    private readonly LambdaEvent current = new();

    public InvocationLoop(RuntimeClient api, LambdaFunction function, LambdaSettings settings)
    {
        this.api = api;
        this.settings = settings;
        dispatcher = new Dispatcher(function, settings.Log);
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
        }
    }

    public void Dispose() => dispatcher.Dispose();

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
