using Amazon.Runtime;
using Amazon.Runtime.Credentials.Internal;
using Amazon.Runtime.Endpoints;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Auth;

namespace TmuxBuilder.AwsSdk;

/// <summary>Puts a service's own endpoint and signature into a pipeline, as the generated clients do.</summary>
internal static class ServicePipeline
{
    /// <param name="pipeline">The pipeline that the base client has built.</param>
    /// <param name="globalRegion">Where a global service is signed for; null for a regional one.</param>
    public static void Customize(RuntimePipeline pipeline, string globalRegion)
    {
        pipeline.RemoveHandler<EndpointResolver>();
        pipeline.AddHandlerAfter<Marshaller>(new ServiceEndpointResolver(globalRegion));
        pipeline.AddHandlerAfter<Marshaller>(new SigV4Handler());
    }
}

/// <summary>Finds where a request goes: to a configured address, else to the service's own for the region.</summary>
internal sealed class ServiceEndpoints(Func<string, string> addressOf, bool isGlobal) : IEndpointProvider
{
    public const string Address = "Endpoint";
    public const string Region = "Region";

    public Endpoint ResolveEndpoint(EndpointParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (parameters[Address] is string { Length: > 0 } configured)
        {
            return new Endpoint(configured);
        }

        return parameters[Region] switch
        {
            // China, GovCloud and the rest have other hosts; none was ever tried, so none is guessed.
            string region when region.StartsWith("cn-", StringComparison.Ordinal)
                || region.Contains("-gov-", StringComparison.Ordinal)
                || region.Contains("-iso", StringComparison.Ordinal)
                => throw new AmazonClientException($"Set ServiceURL: the endpoint for {region} is not known."),
            string { Length: > 0 } region => new Endpoint(addressOf(region)),
            _ when isGlobal => new Endpoint(addressOf(null)),
            _ => throw new AmazonClientException("No RegionEndpoint or ServiceURL configured"),
        };
    }
}

internal sealed class ServiceEndpointResolver(string globalRegion) : BaseEndpointResolver
{
    protected override EndpointParameters MapEndpointsParameters(IRequestContext requestContext) => new()
    {
        [ServiceEndpoints.Address] = requestContext.ClientConfig.ServiceURL,
        [ServiceEndpoints.Region] = requestContext.ClientConfig.RegionEndpoint?.SystemName,
    };

    protected override void ServiceSpecificHandler(IExecutionContext executionContext, EndpointParameters parameters)
    {
        var context = executionContext.RequestContext;
        if (globalRegion is not null && string.IsNullOrEmpty(context.ClientConfig.AuthenticationRegion))
        {
            context.Request.AuthenticationRegion = globalRegion;
        }
    }
}

internal sealed class SigV4Handler : BaseAuthResolverHandler
{
    protected override List<IAuthSchemeOption> ResolveAuthOptions(IExecutionContext executionContext) =>
        AuthSchemeOption.DEFAULT_SIGV4;
}
