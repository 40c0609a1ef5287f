namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>
/// Lets one at a time do something to one name, within this process. Names share locks, so that these are few; who
/// waits for another name's work waits no longer than for its own.
/// </summary>
internal sealed class KeyedLocks : IDisposable
{
    private readonly SemaphoreSlim[] locks = [.. Enumerable.Range(0, 64).Select(_ => new SemaphoreSlim(1, 1))];

    public async Task<T> HoldAsync<T>(string name, Func<Task<T>> act, CancellationToken cancellationToken)
    {
        var one = locks[(uint)StringComparer.Ordinal.GetHashCode(name) % locks.Length];
        await one.WaitAsync(cancellationToken);
        try
        {
            return await act();
        }
        finally
        {
            one.Release();
        }
    }

    public void Dispose() => Array.ForEach(locks, one => one.Dispose());
}
