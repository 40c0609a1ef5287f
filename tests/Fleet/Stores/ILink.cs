namespace TmuxBuilder.Fleet.Stores;

/// <summary>The way between a process and the store.</summary>
internal interface ILink
{
    /// <summary>Takes a call to the store, which answers all calls one after the other, and its answer back.</summary>
    /// <exception cref="Core.Ports.StoreUnavailableException">No answer came.</exception>
    Task<T> CallAsync<T>(Func<T> call, CancellationToken cancellationToken);
}
