using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class NoSuchOriginAccessControlException : AmazonCloudFrontException
{
    public NoSuchOriginAccessControlException(string message)
        : base(message)
    {
    }

    public NoSuchOriginAccessControlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NoSuchOriginAccessControlException(Exception innerException)
        : base(innerException)
    {
    }

    public NoSuchOriginAccessControlException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public NoSuchOriginAccessControlException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
