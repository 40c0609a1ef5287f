using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.ApiGatewayManagementApi;

public partial class AmazonApiGatewayManagementApiClient : AmazonServiceClient, IAmazonApiGatewayManagementApi
{
    private static readonly ServiceMetadata Metadata = new("ApiGatewayManagementApi");

    public AmazonApiGatewayManagementApiClient()
        : base(new AmazonApiGatewayManagementApiConfig())
    {
    }

    public AmazonApiGatewayManagementApiClient(RegionEndpoint region)
        : base(new AmazonApiGatewayManagementApiConfig { RegionEndpoint = region })
    {
    }

    public AmazonApiGatewayManagementApiClient(AmazonApiGatewayManagementApiConfig config)
        : base(config)
    {
    }

    public AmazonApiGatewayManagementApiClient(AWSCredentials credentials)
        : this(credentials, new AmazonApiGatewayManagementApiConfig())
    {
    }

    public AmazonApiGatewayManagementApiClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonApiGatewayManagementApiConfig { RegionEndpoint = region })
    {
    }

    public AmazonApiGatewayManagementApiClient(
        AWSCredentials credentials, AmazonApiGatewayManagementApiConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public AmazonApiGatewayManagementApiClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonApiGatewayManagementApiConfig())
    {
    }

    public AmazonApiGatewayManagementApiClient(
        string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(
            awsAccessKeyId, awsSecretAccessKey, new AmazonApiGatewayManagementApiConfig { RegionEndpoint = region })
    {
    }

    public AmazonApiGatewayManagementApiClient(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonApiGatewayManagementApiConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    public AmazonApiGatewayManagementApiClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(
            awsAccessKeyId, awsSecretAccessKey, awsSessionToken,
            new AmazonApiGatewayManagementApiConfig { RegionEndpoint = region })
    {
    }

    public AmazonApiGatewayManagementApiClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken,
        AmazonApiGatewayManagementApiConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        ServicePipeline.Customize(pipeline, globalRegion: null);
}
