using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class InvalidTaggingException : AmazonCloudFrontException
{
    public InvalidTaggingException(string message)
        : base(message)
    {
    }

    public InvalidTaggingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidTaggingException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidTaggingException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidTaggingException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
