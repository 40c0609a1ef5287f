using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace TmuxBuilder.AwsSdk;

/// <summary>The constructor that every exception of a service has.</summary>
internal delegate AmazonServiceException ExceptionOf(
    string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
    HttpStatusCode statusCode);

internal static class Failures
{
    public static AmazonServiceException As(this ErrorResponse said, ExceptionOf make) =>
        make(said.Message, said.InnerException, said.Type, said.Code, said.RequestId, said.StatusCode);
}
