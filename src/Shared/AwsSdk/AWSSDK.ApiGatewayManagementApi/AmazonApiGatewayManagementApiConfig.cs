using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.ApiGatewayManagementApi;

public partial class AmazonApiGatewayManagementApiConfig : ClientConfig
{
    private static readonly ServiceEndpoints Endpoints = new(region =>
        $"https://execute-api.{region}.amazonaws.com", isGlobal: false);

    private readonly string _userAgent = InternalSDKUtils.BuildUserAgentString("ApiGatewayManagementApi", "4.0.0");

    public AmazonApiGatewayManagementApiConfig()
        : base(Defaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "execute-api";
        EndpointProvider = Endpoints;
    }

    /// <summary>Names the service in <c>AWS_ENDPOINT_URL_…</c> and in profiles.</summary>
    public static new string ServiceId => "ApiGatewayManagementApi";

    public override string RegionEndpointServiceName => "execute-api";

    public override string ServiceVersion => "2018-11-29";

    public override string UserAgent => _userAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters
        {
            [ServiceEndpoints.Address] = ServiceURL,
            [ServiceEndpoints.Region] = RegionEndpoint?.SystemName,
        });
}
