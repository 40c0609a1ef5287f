using System.Collections.Concurrent;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Doorbells;

/// <summary>Rings within this process.</summary>
internal sealed class ChannelDoorbell : IDoorbell
{
    private readonly RingLine all = new();
    private readonly ConcurrentDictionary<WorkerId, RingLine> own = [];

    public Task RingAsync(SessionId session, CancellationToken cancellationToken)
    {
        all.Ring(session);
        return Task.CompletedTask;
    }

    public Task<bool> RingAtAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken)
    {
        var line = own.GetValueOrDefault(worker);
        line?.Ring(session);
        return Task.FromResult(line is not null);
    }

    public IAsyncEnumerable<SessionId> ListenAsync(CancellationToken cancellationToken) =>
        all.ListenAsync(cancellationToken);

    public IAsyncEnumerable<SessionId> ListenAtAsync(WorkerId worker, CancellationToken cancellationToken) =>
        own.GetOrAdd(worker, static _ => new RingLine()).ListenAsync(cancellationToken);

    public Task RemoveLineAsync(WorkerId worker, CancellationToken cancellationToken)
    {
        own.TryRemove(worker, out _);
        return Task.CompletedTask;
    }
}
