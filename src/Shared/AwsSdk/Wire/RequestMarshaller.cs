using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;

namespace TmuxBuilder.AwsSdk;

/// <summary>Makes a request of the wire from one of the API.</summary>
internal sealed class RequestMarshaller<TRequest>(Func<TRequest, IRequest> marshal)
    : IMarshaller<IRequest, AmazonWebServiceRequest>
    where TRequest : AmazonWebServiceRequest
{
    public IRequest Marshall(AmazonWebServiceRequest input) => marshal((TRequest)input);
}
