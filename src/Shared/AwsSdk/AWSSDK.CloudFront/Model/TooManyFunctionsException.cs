using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class TooManyFunctionsException : AmazonCloudFrontException
{
    public TooManyFunctionsException(string message)
        : base(message)
    {
    }

    public TooManyFunctionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TooManyFunctionsException(Exception innerException)
        : base(innerException)
    {
    }

    public TooManyFunctionsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyFunctionsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
