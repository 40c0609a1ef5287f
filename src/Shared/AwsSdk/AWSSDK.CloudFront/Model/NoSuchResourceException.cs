using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class NoSuchResourceException : AmazonCloudFrontException
{
    public NoSuchResourceException(string message)
        : base(message)
    {
    }

    public NoSuchResourceException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NoSuchResourceException(Exception innerException)
        : base(innerException)
    {
    }

    public NoSuchResourceException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public NoSuchResourceException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
