using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class InvalidOriginAccessControlException : AmazonCloudFrontException
{
    public InvalidOriginAccessControlException(string message)
        : base(message)
    {
    }

    public InvalidOriginAccessControlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InvalidOriginAccessControlException(Exception innerException)
        : base(innerException)
    {
    }

    public InvalidOriginAccessControlException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InvalidOriginAccessControlException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
