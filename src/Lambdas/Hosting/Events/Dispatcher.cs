using System.Buffers;
using TmuxBuilder.Hosting.Http;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Events;

/// <summary>Hands an event to the handler of its kind and writes the answer.</summary>
internal sealed class Dispatcher(LambdaFunction function, Action<string> log) : IDisposable
{
    private readonly HttpRequests? http = function.Http is { } handler ? new(handler, function.Services) : null;
    private readonly SocketEvents? sockets = function.Socket is { } handler ? new(handler) : null;
    private readonly QueueBatches? queues = function.Message is { } handler ? new(handler, log) : null;

    /// <exception cref="UnknownEventException">Nobody here handles such events.</exception>
    public void Dispatch(LambdaEvent current, Deadline deadline, Outgoing answer)
    {
        switch (current.Kind)
        {
            case EventKind.Http when http is not null:
                http.Handle(current, deadline, answer);
                break;
            case EventKind.Socket when sockets is not null:
                sockets.Handle(current, deadline, answer);
                break;
            case EventKind.Queue when queues is not null:
                queues.Handle(current, deadline, answer);
                break;
            case EventKind.Schedule when function.Schedule is { } handler:
                handler(ScheduleOf(current), deadline.Token).GetAwaiter().GetResult();
                answer.Write("null"u8);
                break;
            case EventKind.Unknown:
                throw new UnknownEventException("The event has the shape of none that is known.");
            default:
                throw new UnknownEventException($"This function has no handler for events of kind {current.Kind}.");
        }
    }

    /// <summary>
    /// Answers an event that could not be read: a client of HTTP is told, anybody else sees an error.
    /// </summary>
    /// <returns>Whether there is an answer.</returns>
    public bool TryRefuse(LambdaEvent current, MalformedEventException malformed, Outgoing answer)
    {
        if (current.Kind != EventKind.Http || http is null)
        {
            return false;
        }

        answer.Clear();
        Problem.Write(answer, 400, "event.malformed", malformed.Message, current.Context.RequestId);
        return true;
    }

    public void Dispose() => http?.Dispose();

    private static ScheduledEvent ScheduleOf(LambdaEvent current) =>
        new(current.Id, current.DetailType!, current.Source!, current.Time, current.Detail);
}
