using System.Net;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>Tells what passes, and is tried again, from what is our own mistake or the account's.</summary>
internal static class Faults
{
    private const string Conflict = "TransactionConflict";

    /// <summary>
    /// Credentials that ran out between signing and arriving; the next try is signed with what the chain has by then.
    /// </summary>
    private static readonly HashSet<string> Credentials =
    [
        "ExpiredTokenException", "ExpiredToken", "RequestExpired", "UnrecognizedClientException",
        "InvalidSignatureException", "InvalidClientTokenId",
    ];

    private static readonly HashSet<string> Throttling =
    [
        "ThrottlingException", "Throttling", "RequestLimitExceeded", "ProvisionedThroughputExceededException",
        "TransactionInProgressException", "TransactionConflictException", "LimitExceededException",
    ];

    private static readonly HashSet<string> PassingReasons =
        [Conflict, "ThrottlingError", "ProvisionedThroughputExceeded", "None"];

    /// <summary>
    /// Whether the same call may succeed later: throttled, refused at the edge, unanswered or cut off.
    /// </summary>
    public static bool IsPassing(Exception exception, CancellationToken cancellationToken) => exception switch
    {
        AmazonUnmarshallingException => true,
        AmazonServiceException service => service.StatusCode >= HttpStatusCode.InternalServerError
            || Throttling.Contains(service.ErrorCode ?? "")
            || Credentials.Contains(service.ErrorCode ?? ""),
        // Also when the chain has no credentials to give just now.
        AmazonClientException or HttpRequestException or IOException or TimeoutException => true,
        OperationCanceledException => !cancellationToken.IsCancellationRequested,
        _ => false,
    };

    /// <summary>Whether a cancelled transaction may be sent again as it is.</summary>
    public static bool IsPassing(TransactionCanceledException cancelled) =>
        cancelled.CancellationReasons is { Count: > 0 } reasons
        && reasons.All(reason => PassingReasons.Contains(reason.Code ?? "None"));

    public static StoreUnavailableException Translate(Exception exception) => new(
        exception is AmazonServiceException { ErrorCode: { } code }
            ? $"The tables could not be used: {code}."
            : "The tables could not be reached.",
        exception);
}
