using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace TmuxBuilder.Contracts;

/// <summary>All adapters of one kind over one place of storage, which starts empty.</summary>
public abstract class StoreWorld : IAsyncDisposable
{
    /// <summary>The clock the adapters use.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 2, 4, 7, 25, 31, TimeSpan.Zero));

    /// <summary>What the adapters are registered in.</summary>
    public abstract IServiceProvider Services { get; }

    public DateTimeOffset Now => Time.GetUtcNow();

    public T Get<T>()
        where T : notnull => Services.GetRequiredService<T>();

    /// <summary>Opens the same storage anew, as the next process would after this one was killed.</summary>
    public abstract ValueTask ReopenAsync();

    public abstract ValueTask DisposeAsync();
}
