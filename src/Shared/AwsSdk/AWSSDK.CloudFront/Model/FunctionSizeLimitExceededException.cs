using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class FunctionSizeLimitExceededException : AmazonCloudFrontException
{
    public FunctionSizeLimitExceededException(string message)
        : base(message)
    {
    }

    public FunctionSizeLimitExceededException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public FunctionSizeLimitExceededException(Exception innerException)
        : base(innerException)
    {
    }

    public FunctionSizeLimitExceededException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public FunctionSizeLimitExceededException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
