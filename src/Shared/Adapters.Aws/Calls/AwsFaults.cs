using System.Net.Sockets;
using Amazon.Runtime;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>Turns what a call of AWS ends with into what the ports say.</summary>
public static class AwsFaults
{
    /// <summary>Makes a call whose failures are all temporary to the caller.</summary>
    /// <param name="what">What the call is about, as the beginning of a sentence.</param>
    /// <exception cref="StoreUnavailableException">The call failed, after the client's own tries.</exception>
    public static async Task<T> ReachAsync<T>(string what, Func<Task<T>> call, CancellationToken cancellationToken)
    {
        try
        {
            return await call();
        }
        catch (Exception failure) when (IsFault(failure, cancellationToken))
        {
            throw Unavailable(what, failure);
        }
    }

    /// <summary>Whether a call failed for the service, the way to it, or its own time limit.</summary>
    /// <remarks>Being cancelled by the caller is no fault.</remarks>
    public static bool IsFault(Exception failure, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested
        && failure is AmazonServiceException or AmazonClientException or HttpRequestException or IOException
            or SocketException or TimeoutException or OperationCanceledException;

    /// <summary>Says what failed by its code alone: messages of AWS name accounts, users and resources.</summary>
    public static StoreUnavailableException Unavailable(string what, Exception failure) => new(
        failure is AmazonServiceException { ErrorCode: { Length: > 0 } code }
            ? $"{what} cannot be reached just now ({code})."
            : $"{what} cannot be reached just now.",
        failure);
}
