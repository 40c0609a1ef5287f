using System.Net;
using System.Runtime.InteropServices;
using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Calls;

namespace TmuxBuilder.Adapters.Aws.Channels;

/// <summary>
/// Posts to one connection at a time; what is refused for the moment is tried again, ever more slowly.
/// </summary>
public sealed partial class ConnectionPost(
    IAmazonApiGatewayManagementApi api, TimeProvider time, ILogger<ConnectionPost> logger)
{
    private const int Tries = 6;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(3);

    /// <summary>Sends one message.</summary>
    public Task<PostOutcome> SendAsync(
        string connection, ReadOnlyMemory<byte> message, CancellationToken cancellationToken) =>
        TryAsync(
            () => api.PostToConnectionAsync(
                new PostToConnectionRequest { ConnectionId = connection, Data = ToStream(message) },
                cancellationToken),
            cancellationToken);

    /// <summary>Ends a connection.</summary>
    public Task<PostOutcome> CloseAsync(string connection, CancellationToken cancellationToken) =>
        TryAsync(
            () => api.DeleteConnectionAsync(
                new DeleteConnectionRequest { ConnectionId = connection }, cancellationToken),
            cancellationToken);

    private async Task<PostOutcome> TryAsync(Func<Task> call, CancellationToken cancellationToken)
    {
        var backoff = new Backoff(FirstWait, LongestWait, time);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                await call();
                return PostOutcome.Sent;
            }
            catch (AmazonServiceException gone) when (IsGone(gone))
            {
                return PostOutcome.Gone;
            }
            catch (AmazonServiceException large) when (large.StatusCode == HttpStatusCode.RequestEntityTooLarge)
            {
                LogTooLarge(large);
                return PostOutcome.Dropped;
            }
            catch (Exception failure) when (AwsFaults.IsFault(failure, cancellationToken))
            {
                if (attempt == Tries)
                {
                    LogRefused(Tries, failure);
                    return PostOutcome.Dropped;
                }
            }

            await backoff.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Without a type in its headers the answer is only known by its status.</summary>
    private static bool IsGone(AmazonServiceException failure) =>
        failure is GoneException || failure.StatusCode == HttpStatusCode.Gone;

    private static MemoryStream ToStream(ReadOnlyMemory<byte> message) =>
        MemoryMarshal.TryGetArray(message, out var array)
            ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false)
            : new MemoryStream(message.ToArray(), writable: false);

    [LoggerMessage(LogLevel.Error, "A frame is larger than a connection takes; its client will ask for it")]
    private partial void LogTooLarge(Exception failure);

    [LoggerMessage(LogLevel.Warning, "A connection could not be reached {Tries} times; its client will ask anew")]
    private partial void LogRefused(int tries, Exception failure);
}
