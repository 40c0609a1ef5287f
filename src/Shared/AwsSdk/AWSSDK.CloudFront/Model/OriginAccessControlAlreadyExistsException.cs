using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class OriginAccessControlAlreadyExistsException : AmazonCloudFrontException
{
    public OriginAccessControlAlreadyExistsException(string message)
        : base(message)
    {
    }

    public OriginAccessControlAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public OriginAccessControlAlreadyExistsException(Exception innerException)
        : base(innerException)
    {
    }

    public OriginAccessControlAlreadyExistsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public OriginAccessControlAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
