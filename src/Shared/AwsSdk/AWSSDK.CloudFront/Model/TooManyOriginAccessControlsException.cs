using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class TooManyOriginAccessControlsException : AmazonCloudFrontException
{
    public TooManyOriginAccessControlsException(string message)
        : base(message)
    {
    }

    public TooManyOriginAccessControlsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TooManyOriginAccessControlsException(Exception innerException)
        : base(innerException)
    {
    }

    public TooManyOriginAccessControlsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyOriginAccessControlsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
