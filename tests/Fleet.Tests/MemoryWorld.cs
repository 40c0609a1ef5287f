using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Fleet.Stores;

namespace TmuxBuilder.Fleet.Tests;

/// <summary>The fleet's stores, which nothing befalls.</summary>
internal sealed class MemoryWorld : StoreWorld
{
    private readonly ServiceProvider services;

    private MemoryWorld()
    {
        var (storage, link) = (new Storage(new NoWitness()), new DirectLink());
        services = new ServiceCollection()
            .AddSingleton<ISessionStore>(new MemorySessionStore(storage, link, Time))
            .AddSingleton<ITurnStore>(new MemoryTurnStore(storage, link, Time))
            .AddSingleton<ICommandStore>(new MemoryCommandStore(storage, link))
            .AddSingleton<ILeaseStore>(new MemoryLeaseStore(storage, link, static () => 0))
            .AddSingleton<IActivityLog>(new MemoryActivityLog(storage, link))
            .AddSingleton<IChatStore>(new MemoryChatStore(storage, link))
            .AddSingleton<IDoorbell>(new MemoryDoorbell(new RingLines(), link))
            .AddSingleton<IAuditStore>(new Audited(storage))
            .BuildServiceProvider();
    }

    public override IServiceProvider Services => services;

    public static ValueTask<StoreWorld> OpenAsync() => ValueTask.FromResult<StoreWorld>(new MemoryWorld());

    /// <summary>The stores are no process: they outlive all of them.</summary>
    public override ValueTask ReopenAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync() => services.DisposeAsync();

    /// <summary>What sessions began with.</summary>
    private sealed class Audited(Storage storage) : IAuditStore
    {
        public Task AppendAsync(AuditRecord record, CancellationToken cancellationToken) =>
            throw new NotSupportedException();

        public Task<Page<AuditRecord>> PageAsync(
            string? subject, PageRequest page, CancellationToken cancellationToken) =>
            Task.FromResult(new Page<AuditRecord>([.. storage.Audit.Where(one => one.Subject == subject)], null));
    }
}
