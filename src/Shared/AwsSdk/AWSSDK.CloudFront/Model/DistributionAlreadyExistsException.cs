using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class DistributionAlreadyExistsException : AmazonCloudFrontException
{
    public DistributionAlreadyExistsException(string message)
        : base(message)
    {
    }

    public DistributionAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DistributionAlreadyExistsException(Exception innerException)
        : base(innerException)
    {
    }

    public DistributionAlreadyExistsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public DistributionAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
