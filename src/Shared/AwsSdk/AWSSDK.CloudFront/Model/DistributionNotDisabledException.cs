using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class DistributionNotDisabledException : AmazonCloudFrontException
{
    public DistributionNotDisabledException(string message)
        : base(message)
    {
    }

    public DistributionNotDisabledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public DistributionNotDisabledException(Exception innerException)
        : base(innerException)
    {
    }

    public DistributionNotDisabledException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public DistributionNotDisabledException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
