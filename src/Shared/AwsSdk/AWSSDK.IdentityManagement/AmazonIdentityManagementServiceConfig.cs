using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.Util.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement;

public partial class AmazonIdentityManagementServiceConfig : ClientConfig
{
    private static readonly ServiceEndpoints Endpoints = new(_ => "https://iam.amazonaws.com", isGlobal: true);

    private readonly string _userAgent = InternalSDKUtils.BuildUserAgentString("IAM", "4.0.0");

    public AmazonIdentityManagementServiceConfig()
        : base(Defaults.Provider)
    {
        base.ServiceId = ServiceId;
        AuthenticationServiceName = "iam";
        EndpointProvider = Endpoints;
    }

    /// <summary>Names the service in <c>AWS_ENDPOINT_URL_…</c> and in profiles.</summary>
    public static new string ServiceId => "IAM";

    public override string RegionEndpointServiceName => "iam";

    public override string ServiceVersion => "2010-05-08";

    public override string UserAgent => _userAgent;

    public override Endpoint DetermineServiceOperationEndpoint(ServiceOperationEndpointParameters parameters) =>
        EndpointProvider.ResolveEndpoint(new EndpointParameters
        {
            [ServiceEndpoints.Address] = ServiceURL,
            [ServiceEndpoints.Region] = RegionEndpoint?.SystemName,
        });
}
