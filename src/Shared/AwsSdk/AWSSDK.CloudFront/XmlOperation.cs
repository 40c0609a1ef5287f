using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront;

/// <summary>An operation of the REST-XML protocol.</summary>
internal static class XmlOperation
{
    public static InvokeOptions Of<TRequest, TResponse>(
        string method, string path, Action<TRequest, XmlRequest> write, ReadAnswer<TResponse> read = null)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new() => new()
        {
            RequestMarshaller = new RequestMarshaller<TRequest>(request =>
            {
                var wire = new DefaultRequest(request, "Amazon.CloudFront")
                {
                    HttpMethod = method,
                    ResourcePath = "/2020-05-31" + path,
                };
                write(request, new XmlRequest(wire));
                return wire;
            }),
            ResponseUnmarshaller = new XmlUnmarshaller<TResponse>(read),
        };
}
