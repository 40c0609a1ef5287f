using System.Xml.Linq;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement;

/// <summary>An operation of the AWS Query protocol: a form in, XML out.</summary>
internal static class QueryOperation
{
    public static InvokeOptions Of<TRequest, TResponse>(
        string action, Action<TRequest, QueryForm> write, Action<XElement, TResponse> read = null)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(request =>
            {
                var wire = new DefaultRequest(request, "Amazon.IdentityManagement") { HttpMethod = "POST" };
                wire.Parameters["Action"] = action;
                wire.Parameters["Version"] = "2010-05-08";
                write(request, new QueryForm(wire.Parameters));
                return wire;
            }),
            ResponseUnmarshaller = new QueryUnmarshaller<TResponse>(action, read),
        };
}
