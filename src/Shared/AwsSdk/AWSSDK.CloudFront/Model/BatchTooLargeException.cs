using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class BatchTooLargeException : AmazonCloudFrontException
{
    public BatchTooLargeException(string message)
        : base(message)
    {
    }

    public BatchTooLargeException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public BatchTooLargeException(Exception innerException)
        : base(innerException)
    {
    }

    public BatchTooLargeException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public BatchTooLargeException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
