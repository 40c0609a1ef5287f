namespace TmuxBuilder.Sockets.Remote;

/// <summary>
/// Has sockets greeted that were just let in: nothing can be sent before the gateway has opened them.
/// </summary>
public interface IGreetQueue
{
    /// <summary>Queues a greeting; one that comes twice is fine.</summary>
    Task AddAsync(Greeting greeting, CancellationToken cancellationToken);
}
