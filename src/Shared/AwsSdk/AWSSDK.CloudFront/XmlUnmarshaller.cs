using System.Net;
using System.Xml.Linq;
using Amazon.CloudFront.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront;

/// <summary>Fills an answer from its body and its headers.</summary>
internal delegate void ReadAnswer<TResponse>(XElement body, Func<string, string> header, TResponse response);

internal sealed class XmlUnmarshaller<TResponse>(ReadAnswer<TResponse> read) : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var response = new TResponse
        {
            ResponseMetadata = new ResponseMetadata { RequestId = Header(input, "x-amzn-RequestId") },
        };
        read?.Invoke(Xml.Load(input.Stream), name => Header(input, name), response);
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var said = WireError.FromXml(input.Stream, input.ResponseData, innerException, statusCode);
        return said.Code switch
        {
            "AccessDenied" => said.As((m, i, t, c, r, s) => new AccessDeniedException(m, i, t, c, r, s)),
            "BatchTooLarge" => said.As((m, i, t, c, r, s) => new BatchTooLargeException(m, i, t, c, r, s)),
            "CNAMEAlreadyExists" => said.As((m, i, t, c, r, s) => new CNAMEAlreadyExistsException(m, i, t, c, r, s)),
            "DistributionAlreadyExists" => said.As(
                (m, i, t, c, r, s) => new DistributionAlreadyExistsException(m, i, t, c, r, s)),
            "DistributionNotDisabled" => said.As(
                (m, i, t, c, r, s) => new DistributionNotDisabledException(m, i, t, c, r, s)),
            "FunctionAlreadyExists" => said.As(
                (m, i, t, c, r, s) => new FunctionAlreadyExistsException(m, i, t, c, r, s)),
            "FunctionSizeLimitExceeded" => said.As(
                (m, i, t, c, r, s) => new FunctionSizeLimitExceededException(m, i, t, c, r, s)),
            "IllegalUpdate" => said.As((m, i, t, c, r, s) => new IllegalUpdateException(m, i, t, c, r, s)),
            "InconsistentQuantities" => said.As(
                (m, i, t, c, r, s) => new InconsistentQuantitiesException(m, i, t, c, r, s)),
            "InvalidArgument" => said.As((m, i, t, c, r, s) => new InvalidArgumentException(m, i, t, c, r, s)),
            "InvalidIfMatchVersion" => said.As(
                (m, i, t, c, r, s) => new InvalidIfMatchVersionException(m, i, t, c, r, s)),
            "InvalidOriginAccessControl" => said.As(
                (m, i, t, c, r, s) => new InvalidOriginAccessControlException(m, i, t, c, r, s)),
            "InvalidTagging" => said.As((m, i, t, c, r, s) => new InvalidTaggingException(m, i, t, c, r, s)),
            "NoSuchDistribution" => said.As((m, i, t, c, r, s) => new NoSuchDistributionException(m, i, t, c, r, s)),
            "NoSuchFunctionExists" => said.As(
                (m, i, t, c, r, s) => new NoSuchFunctionExistsException(m, i, t, c, r, s)),
            "NoSuchInvalidation" => said.As((m, i, t, c, r, s) => new NoSuchInvalidationException(m, i, t, c, r, s)),
            "NoSuchOriginAccessControl" => said.As(
                (m, i, t, c, r, s) => new NoSuchOriginAccessControlException(m, i, t, c, r, s)),
            "NoSuchResource" => said.As((m, i, t, c, r, s) => new NoSuchResourceException(m, i, t, c, r, s)),
            "OriginAccessControlAlreadyExists" => said.As(
                (m, i, t, c, r, s) => new OriginAccessControlAlreadyExistsException(m, i, t, c, r, s)),
            "OriginAccessControlInUse" => said.As(
                (m, i, t, c, r, s) => new OriginAccessControlInUseException(m, i, t, c, r, s)),
            "PreconditionFailed" => said.As((m, i, t, c, r, s) => new PreconditionFailedException(m, i, t, c, r, s)),
            "TooManyDistributions" => said.As(
                (m, i, t, c, r, s) => new TooManyDistributionsException(m, i, t, c, r, s)),
            "TooManyDistributionsAssociatedToOriginAccessControl" => said.As(
                (m, i, t, c, r, s) =>
                    new TooManyDistributionsAssociatedToOriginAccessControlException(m, i, t, c, r, s)),
            "TooManyDistributionsWithSingleFunctionARN" => said.As(
                (m, i, t, c, r, s) => new TooManyDistributionsWithSingleFunctionARNException(m, i, t, c, r, s)),
            "TooManyFunctions" => said.As((m, i, t, c, r, s) => new TooManyFunctionsException(m, i, t, c, r, s)),
            "TooManyInvalidationsInProgress" => said.As(
                (m, i, t, c, r, s) => new TooManyInvalidationsInProgressException(m, i, t, c, r, s)),
            "TooManyOriginAccessControls" => said.As(
                (m, i, t, c, r, s) => new TooManyOriginAccessControlsException(m, i, t, c, r, s)),
            _ => said.As((m, i, t, c, r, s) => new AmazonCloudFrontException(m, i, t, c, r, s)),
        };
    }

    private static string Header(XmlUnmarshallerContext input, string name) =>
        input.ResponseData.IsHeaderPresent(name) ? input.ResponseData.GetHeaderValue(name) : null;
}
