using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class TooManyDistributionsWithSingleFunctionARNException : AmazonCloudFrontException
{
    public TooManyDistributionsWithSingleFunctionARNException(string message)
        : base(message)
    {
    }

    public TooManyDistributionsWithSingleFunctionARNException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TooManyDistributionsWithSingleFunctionARNException(Exception innerException)
        : base(innerException)
    {
    }

    public TooManyDistributionsWithSingleFunctionARNException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyDistributionsWithSingleFunctionARNException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
