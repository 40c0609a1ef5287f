using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>
/// Lets those who change one head in this process do so one after the other, who would otherwise only meet in the
/// table.
/// </summary>
internal sealed class HeadGates : IDisposable
{
    /// <summary>Some sessions share a gate; that costs a wait and nothing else, as nobody enters two.</summary>
    private const int Count = 256;

    private readonly SemaphoreSlim[] gates = [.. Enumerable.Range(0, Count).Select(_ => new SemaphoreSlim(1))];

    public async Task<IDisposable> EnterAsync(SessionId session, CancellationToken cancellationToken)
    {
        var gate = gates[(uint)session.GetHashCode() % Count];
        await gate.WaitAsync(cancellationToken);
        return new Entry(gate);
    }

    public void Dispose() => Array.ForEach(gates, gate => gate.Dispose());

    private sealed class Entry(SemaphoreSlim gate) : IDisposable
    {
        public void Dispose() => gate.Release();
    }
}
