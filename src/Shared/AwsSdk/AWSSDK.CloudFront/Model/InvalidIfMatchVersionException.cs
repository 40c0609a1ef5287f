using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class InvalidIfMatchVersionException : AmazonCloudFrontException
{
    public InvalidIfMatchVersionException(string message)
        : base(message)
    {
    }

    public InvalidIfMatchVersionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidIfMatchVersionException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidIfMatchVersionException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidIfMatchVersionException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
