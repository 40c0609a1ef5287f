using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using Xunit;

namespace TmuxBuilder.Contracts;

/// <summary>What every adapter of a port must do; an adapter's tests derive from the port's contract.</summary>
public abstract class PortContract : IAsyncLifetime
{
    private StoreWorld? world;

    protected StoreWorld World => world ?? throw new InvalidOperationException("The world is opened before each test.");

    protected FakeTimeProvider Time => World.Time;

    protected DateTimeOffset Now => World.Now;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected ISessionStore Sessions => World.Get<ISessionStore>();

    protected ITurnStore Turns => World.Get<ITurnStore>();

    protected IChatStore Chat => World.Get<IChatStore>();

    protected IActivityLog Log => World.Get<IActivityLog>();

    protected ILeaseStore Leases => World.Get<ILeaseStore>();

    protected ICommandStore Commands => World.Get<ICommandStore>();

    public async ValueTask InitializeAsync() => world = await OpenAsync();

    public async ValueTask DisposeAsync()
    {
        await DisposeCoreAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>Removes what a test made.</summary>
    protected virtual ValueTask DisposeCoreAsync() => world?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Opens adapters over empty storage.</summary>
    protected abstract ValueTask<StoreWorld> OpenAsync();

    /// <summary>Runs the same thing many times at once and gives every result.</summary>
    protected static Task<T[]> AtOnceAsync<T>(int times, Func<int, Task<T>> act) =>
        Task.WhenAll(Enumerable.Range(0, times).Select(index => Task.Run(() => act(index), Cancellation)));

    /// <summary>Reads a list to its end.</summary>
    protected static async Task<List<T>> AllPagesAsync<T>(Func<string?, Task<Page<T>>> read)
    {
        var all = new List<T>();
        string? cursor = null;
        do
        {
            var page = await read(cursor);
            all.AddRange(page.Items);
            Assert.True(all.Count <= 10_000, "The pages do not end.");
            cursor = page.NextCursor;
        }
        while (cursor is not null);

        return all;
    }
}
