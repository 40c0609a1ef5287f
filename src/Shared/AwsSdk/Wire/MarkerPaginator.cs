using System.Runtime.CompilerServices;
using Amazon.Runtime;

namespace TmuxBuilder.AwsSdk;

/// <summary>Reads page after page, once: a paginator that was used up says so instead of starting over.</summary>
internal abstract class MarkerPaginator<TResponse> : IPaginator<TResponse>
{
    private int _isUsed;

    protected abstract Task<TResponse> PageAsync(string marker, CancellationToken cancellationToken);

    /// <summary>Where the next page begins; null after the last.</summary>
    protected abstract string NextMarker(TResponse page);

    async IAsyncEnumerable<TResponse> IPaginator<TResponse>.PaginateAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _isUsed, 1) != 0)
        {
            throw new InvalidOperationException("Paginator has already been consumed and cannot be reused.");
        }

        string marker = null;
        do
        {
            cancellationToken.ThrowIfCancellationRequested();
            var page = await PageAsync(marker, cancellationToken).ConfigureAwait(false);
            marker = NextMarker(page);
            yield return page;
        }
        while (!string.IsNullOrEmpty(marker));
    }
}
