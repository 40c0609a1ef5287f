using TmuxBuilder.Hosting.Events;

namespace TmuxBuilder.Hosting;

/// <summary>
/// What a function does with each kind of event. An event of a kind without a handler is reported as an error of the
/// invocation; so is whatever a handler throws. Handlers get a token that is cancelled shortly before the service would
/// end the process.
/// </summary>
public sealed class LambdaFunction
{
    /// <summary>Where requests get their scoped services from.</summary>
    public required IServiceProvider Services { get; init; }

    /// <summary>Answers requests of an HTTP API (payload format 2.0).</summary>
    public RequestDelegate? Http { get; init; }

    /// <summary>Answers what happens on a connection of a WebSocket API.</summary>
    public Func<SocketEvent, CancellationToken, Task<SocketAnswer>>? Socket { get; init; }

    /// <summary>
    /// Handles one message of a queue. Those that are not done, or whose handling throws, go back to the queue; the
    /// rest of their batch does not.
    /// </summary>
    public Func<QueueMessage, CancellationToken, Task<MessageOutcome>>? Message { get; init; }

    /// <summary>Does what a schedule or a rule asks for.</summary>
    public Func<ScheduledEvent, CancellationToken, Task>? Schedule { get; init; }

    /// <summary>
    /// Does what was put off until the answer is sent. The service lets the process run until then and no longer; the
    /// sender of the event does not wait for it. Its failure is only logged.
    /// </summary>
    public Func<CancellationToken, Task>? Afterwards { get; init; }
}
