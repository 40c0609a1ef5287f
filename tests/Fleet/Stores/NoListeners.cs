using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>The sockets of a fleet that nobody watches.</summary>
internal sealed class NoListeners : IConnectionStore
{
    private static readonly Task<IReadOnlyList<Connection>> None = Task.FromResult<IReadOnlyList<Connection>>([]);

    public Task PutAsync(Connection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken) => None;

    public Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken) =>
        Task.FromResult<Connection?>(null);

    public IAsyncEnumerable<Connection> ListAllAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
