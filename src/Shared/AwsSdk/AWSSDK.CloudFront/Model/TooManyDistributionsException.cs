using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class TooManyDistributionsException : AmazonCloudFrontException
{
    public TooManyDistributionsException(string message)
        : base(message)
    {
    }

    public TooManyDistributionsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TooManyDistributionsException(Exception innerException)
        : base(innerException)
    {
    }

    public TooManyDistributionsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public TooManyDistributionsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
