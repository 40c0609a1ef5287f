using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class TooManyDistributionsAssociatedToOriginAccessControlException : AmazonCloudFrontException
{
    public TooManyDistributionsAssociatedToOriginAccessControlException(string message)
        : base(message)
    {
    }

    public TooManyDistributionsAssociatedToOriginAccessControlException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TooManyDistributionsAssociatedToOriginAccessControlException(Exception innerException)
        : base(innerException)
    {
    }

    public TooManyDistributionsAssociatedToOriginAccessControlException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyDistributionsAssociatedToOriginAccessControlException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
