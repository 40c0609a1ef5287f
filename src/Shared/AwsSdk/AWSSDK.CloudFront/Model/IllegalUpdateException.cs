using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class IllegalUpdateException : AmazonCloudFrontException
{
    public IllegalUpdateException(string message)
        : base(message)
    {
    }

    public IllegalUpdateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public IllegalUpdateException(Exception innerException)
        : base(innerException)
    {
    }

    public IllegalUpdateException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public IllegalUpdateException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
