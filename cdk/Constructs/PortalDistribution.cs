using Amazon.CDK;
using Amazon.CDK.AWS.CertificateManager;
using Amazon.CDK.AWS.CloudFront;
using Amazon.CDK.AWS.CloudFront.Origins;
using Amazon.CDK.AWS.S3;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using TmuxBuilder.AwsSettings;

namespace TmuxBuilder.Cdk.Constructs;

internal sealed record PortalDistributionProps
{
    public required StageContext Stage { get; init; }

    public required Bucket Portal { get; init; }

    public required Bucket Blobs { get; init; }

    public required Gateways Gateways { get; init; }

    public required ISecret OriginSecret { get; init; }
}

/// <summary>One host for the portal, the API and the sockets.</summary>
internal sealed class PortalDistribution : Construct
{
    public PortalDistribution(Construct scope, string id, PortalDistributionProps props)
        : base(scope, id)
    {
        var settings = props.Stage.Settings;
        var policies = new PortalPolicies(this, "Policies", props.Stage.Names);
        var edge = new PortalEdge(this, "Edge", settings, props.Blobs);
        var domain = settings.Domain.Length > 0 ? settings.Domain : null;
        Distribution = new Distribution(this, "Distribution", new DistributionProps
        {
            // The revision has the secret read anew.
            Comment = $"{settings.Stage} (secrets {settings.SecretsRevision})",
            HttpVersion = HttpVersion.HTTP2_AND_3,
            PriceClass = PriceClass.PRICE_CLASS_100,
            DomainNames = domain is null ? null : [domain],
            Certificate = domain is null
                ? null
                : Certificate.FromCertificateArn(this, "Certificate", settings.CertificateArn),
            MinimumProtocolVersion = SecurityPolicyProtocol.TLS_V1_2_2021,
            DefaultBehavior = new BehaviorOptions
            {
                Origin = S3BucketOrigin.WithOriginAccessControl(props.Portal),
                ViewerProtocolPolicy = ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
                CachePolicy = CachePolicy.CACHING_OPTIMIZED,
                ResponseHeadersPolicy = policies.PortalHeaders,
                Compress = true,
                FunctionAssociations =
                [
                    edge.Routes.On(FunctionEventType.VIEWER_REQUEST),
                    edge.Frames.On(FunctionEventType.VIEWER_RESPONSE),
                ],
            },
            AdditionalBehaviors = new Dictionary<string, IBehaviorOptions>
            {
                ["/api/*"] = new BehaviorOptions
                {
                    Origin = Behind(props.Gateways.HttpHost, props.OriginSecret),
                    ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
                    AllowedMethods = AllowedMethods.ALLOW_ALL,
                    CachePolicy = policies.ApiCache,
                    OriginRequestPolicy = policies.ApiRequest,
                    ResponseHeadersPolicy = policies.ApiHeaders,
                    Compress = false,
                },
                ["/ws/*"] = new BehaviorOptions
                {
                    Origin = Behind(props.Gateways.SocketsHost, props.OriginSecret),
                    ViewerProtocolPolicy = ViewerProtocolPolicy.HTTPS_ONLY,
                    CachePolicy = CachePolicy.CACHING_DISABLED,
                    OriginRequestPolicy = OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
                    ResponseHeadersPolicy = policies.ApiHeaders,
                    FunctionAssociations = [edge.Sockets.On(FunctionEventType.VIEWER_REQUEST)],
                    Compress = false,
                },
            },
        });
        Host = domain ?? Distribution.DistributionDomainName;
    }

    public Distribution Distribution { get; }

    public string Host { get; }

    private static HttpOrigin Behind(string host, ISecret secret) => new(host, new HttpOriginProps
    {
        ProtocolPolicy = OriginProtocolPolicy.HTTPS_ONLY,
        OriginSslProtocols = [OriginSslPolicy.TLS_V1_2],
        ReadTimeout = Duration.Seconds(35),
        CustomHeaders = new Dictionary<string, string>
        {
            [ProxyHeaders.Secret] = secret.SecretValue.UnsafeUnwrap(),
        },
    });
}
