namespace TmuxBuilder.Fleet.Stores;

/// <summary>No way at all: for the contract suites, which call from many threads.</summary>
internal sealed class DirectLink : ILink
{
    private readonly Lock gate = new();

    public Task<T> CallAsync<T>(Func<T> call, CancellationToken cancellationToken)
    {
        lock (gate)
        {
            return Task.FromResult(call());
        }
    }
}
