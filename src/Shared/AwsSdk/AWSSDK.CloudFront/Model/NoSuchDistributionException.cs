using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class NoSuchDistributionException : AmazonCloudFrontException
{
    public NoSuchDistributionException(string message)
        : base(message)
    {
    }

    public NoSuchDistributionException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public NoSuchDistributionException(Exception innerException)
        : base(innerException)
    {
    }

    public NoSuchDistributionException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public NoSuchDistributionException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
