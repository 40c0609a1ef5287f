using System.Net;
using System.Xml.Linq;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal.Transform;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement;

internal sealed class QueryUnmarshaller<TResponse>(string action, Action<XElement, TResponse> read)
    : XmlResponseUnmarshaller
    where TResponse : AmazonWebServiceResponse, new()
{
    public override AmazonWebServiceResponse Unmarshall(XmlUnmarshallerContext input)
    {
        var root = Xml.Load(input.Stream);
        var response = new TResponse
        {
            ResponseMetadata = new ResponseMetadata { RequestId = root.Child("ResponseMetadata").Text("RequestId") },
        };
        read?.Invoke(root.Child($"{action}Result"), response);
        return response;
    }

    public override AmazonServiceException UnmarshallException(
        XmlUnmarshallerContext input, Exception innerException, HttpStatusCode statusCode)
    {
        var said = WireError.FromXml(input.Stream, input.ResponseData, innerException, statusCode);
        return said.Code switch
        {
            "ConcurrentModification" => said.As(
                (m, i, t, c, r, s) => new ConcurrentModificationException(m, i, t, c, r, s)),
            "DeleteConflict" => said.As((m, i, t, c, r, s) => new DeleteConflictException(m, i, t, c, r, s)),
            "EntityAlreadyExists" => said.As((m, i, t, c, r, s) => new EntityAlreadyExistsException(m, i, t, c, r, s)),
            "InvalidInput" => said.As((m, i, t, c, r, s) => new InvalidInputException(m, i, t, c, r, s)),
            "LimitExceeded" => said.As((m, i, t, c, r, s) => new LimitExceededException(m, i, t, c, r, s)),
            "MalformedPolicyDocument" => said.As(
                (m, i, t, c, r, s) => new MalformedPolicyDocumentException(m, i, t, c, r, s)),
            "NoSuchEntity" => said.As((m, i, t, c, r, s) => new NoSuchEntityException(m, i, t, c, r, s)),
            "PolicyNotAttachable" => said.As((m, i, t, c, r, s) => new PolicyNotAttachableException(m, i, t, c, r, s)),
            "ServiceFailure" => said.As((m, i, t, c, r, s) => new ServiceFailureException(m, i, t, c, r, s)),
            _ => said.As((m, i, t, c, r, s) => new AmazonIdentityManagementServiceException(m, i, t, c, r, s)),
        };
    }
}
