using Amazon.Runtime;
using Amazon.Runtime.Internal;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront;

public partial class AmazonCloudFrontClient : AmazonServiceClient, IAmazonCloudFront
{
    private static readonly ServiceMetadata Metadata = new("CloudFront");

    public AmazonCloudFrontClient()
        : base(new AmazonCloudFrontConfig())
    {
    }

    public AmazonCloudFrontClient(RegionEndpoint region)
        : base(new AmazonCloudFrontConfig { RegionEndpoint = region })
    {
    }

    public AmazonCloudFrontClient(AmazonCloudFrontConfig config)
        : base(config)
    {
    }

    public AmazonCloudFrontClient(AWSCredentials credentials)
        : this(credentials, new AmazonCloudFrontConfig())
    {
    }

    public AmazonCloudFrontClient(AWSCredentials credentials, RegionEndpoint region)
        : this(credentials, new AmazonCloudFrontConfig { RegionEndpoint = region })
    {
    }

    public AmazonCloudFrontClient(
        AWSCredentials credentials, AmazonCloudFrontConfig clientConfig)
        : base(credentials, clientConfig)
    {
    }

    public AmazonCloudFrontClient(string awsAccessKeyId, string awsSecretAccessKey)
        : this(awsAccessKeyId, awsSecretAccessKey, new AmazonCloudFrontConfig())
    {
    }

    public AmazonCloudFrontClient(
        string awsAccessKeyId, string awsSecretAccessKey, RegionEndpoint region)
        : this(
            awsAccessKeyId, awsSecretAccessKey, new AmazonCloudFrontConfig { RegionEndpoint = region })
    {
    }

    public AmazonCloudFrontClient(
        string awsAccessKeyId, string awsSecretAccessKey, AmazonCloudFrontConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, clientConfig)
    {
    }

    public AmazonCloudFrontClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken, RegionEndpoint region)
        : this(
            awsAccessKeyId, awsSecretAccessKey, awsSessionToken,
            new AmazonCloudFrontConfig { RegionEndpoint = region })
    {
    }

    public AmazonCloudFrontClient(
        string awsAccessKeyId, string awsSecretAccessKey, string awsSessionToken,
        AmazonCloudFrontConfig clientConfig)
        : base(awsAccessKeyId, awsSecretAccessKey, awsSessionToken, clientConfig)
    {
    }

    protected override IServiceMetadata ServiceMetadata => Metadata;

    protected override void CustomizeRuntimePipeline(RuntimePipeline pipeline) =>
        ServicePipeline.Customize(pipeline, globalRegion: "us-east-1");
}
