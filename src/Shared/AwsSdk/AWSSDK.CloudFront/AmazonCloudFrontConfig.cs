using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront;

public partial class AmazonCloudFrontConfig : ClientConfig
{
    private static readonly ServiceEndpoints Endpoints = new(_ => "https://cloudfront.amazonaws.com", isGlobal: true);

    private readonly string _userAgent = InternalSDKUtils.BuildUserAgentString("CloudFront", "4.0.0");

    public AmazonCloudFrontConfig()
        : base(Defaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "cloudfront";
        EndpointProvider = Endpoints;
    }

    /// <summary>Names the service in <c>AWS_ENDPOINT_URL_…</c> and in profiles.</summary>
    public static new string ServiceId => "CloudFront";

    public override string RegionEndpointServiceName => "cloudfront";

    public override string ServiceVersion => "2020-05-31";

    public override string UserAgent => _userAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters
        {
            [ServiceEndpoints.Address] = ServiceURL,
            [ServiceEndpoints.Region] = RegionEndpoint?.SystemName,
        });
}
