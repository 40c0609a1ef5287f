using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class NoSuchFunctionExistsException : AmazonCloudFrontException
{
    public NoSuchFunctionExistsException(string message)
        : base(message)
    {
    }

    public NoSuchFunctionExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NoSuchFunctionExistsException(Exception innerException)
        : base(innerException)
    {
    }

    public NoSuchFunctionExistsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public NoSuchFunctionExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
