using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class InconsistentQuantitiesException : AmazonCloudFrontException
{
    public InconsistentQuantitiesException(string message)
        : base(message)
    {
    }

    public InconsistentQuantitiesException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public InconsistentQuantitiesException(Exception innerException)
        : base(innerException)
    {
    }

    public InconsistentQuantitiesException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public InconsistentQuantitiesException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
