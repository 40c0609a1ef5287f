using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class FunctionAlreadyExistsException : AmazonCloudFrontException
{
    public FunctionAlreadyExistsException(string message)
        : base(message)
    {
    }

    public FunctionAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public FunctionAlreadyExistsException(Exception innerException)
        : base(innerException)
    {
    }

    public FunctionAlreadyExistsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public FunctionAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
