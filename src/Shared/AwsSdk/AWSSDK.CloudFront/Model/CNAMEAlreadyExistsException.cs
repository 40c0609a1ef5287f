using System.Net;
using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class CNAMEAlreadyExistsException : AmazonCloudFrontException
{
    public CNAMEAlreadyExistsException(string message)
        : base(message)
    {
    }

    public CNAMEAlreadyExistsException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public CNAMEAlreadyExistsException(Exception innerException)
        : base(innerException)
    {
    }

    public CNAMEAlreadyExistsException(
        string message, ErrorType errorType, string errorCode, string requestId, HttpStatusCode statusCode)
        : base(message, errorType, errorCode, requestId, statusCode)
    {
    }

    public CNAMEAlreadyExistsException(
        string message, Exception innerException, ErrorType errorType, string errorCode, string requestId,
        HttpStatusCode statusCode)
        : base(message, innerException, errorType, errorCode, requestId, statusCode)
    {
    }
}
