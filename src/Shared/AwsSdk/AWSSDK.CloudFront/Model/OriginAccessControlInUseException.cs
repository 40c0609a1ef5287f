using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class OriginAccessControlInUseException : AmazonCloudFrontException
{
    public OriginAccessControlInUseException(string message)
        : base(message)
    {
    }

    public OriginAccessControlInUseException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public OriginAccessControlInUseException(Exception innerException)
        : base(innerException)
    {
    }

    public OriginAccessControlInUseException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public OriginAccessControlInUseException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
