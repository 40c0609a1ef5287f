using System.Runtime.CompilerServices;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Connections;

/// <summary>Connections of this process: they end with it, so nothing of them is kept.</summary>
internal sealed class InMemoryConnectionStore : IConnectionStore
{
    private readonly Lock gate = new();
    private readonly Dictionary<SessionId, Dictionary<string, Connection>> sessions = [];

    public Task PutAsync(Connection connection, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!sessions.TryGetValue(connection.Session, out var connections))
            {
                sessions[connection.Session] = connections = [];
            }

            connections[connection.Id] = connection;
        }

        return Task.CompletedTask;
    }

    public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (sessions.TryGetValue(session, out var connections)
                && connections.Remove(connection)
                && connections.Count == 0)
            {
                sessions.Remove(session);
            }
        }

        return Task.CompletedTask;
    }

    public Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult<IReadOnlyList<Connection>>(
                sessions.TryGetValue(session, out var connections) ? [.. connections.Values] : []);
        }
    }

    public Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(sessions.Values
                .Select(known => known.GetValueOrDefault(connection))
                .FirstOrDefault(one => one is not null));
        }
    }

    public async IAsyncEnumerable<Connection> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await Task.CompletedTask;
        foreach (var connection in All())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return connection;
        }
    }

    private List<Connection> All()
    {
        lock (gate)
        {
            return [.. sessions.Values.SelectMany(known => known.Values)];
        }
    }
}
