using Amazon.CDK;
using Constructs;
using TmuxBuilder.Cdk.Constructs;

namespace TmuxBuilder.Cdk.Stacks;

/// <summary>The front door: the portal, the CDN, and the gateways behind it.</summary>
internal sealed class PortalStack : Stack
{
    public PortalStack(Construct scope, StageContext stage, DataStack data)
        : base(scope, "Portal", stage.Stack("portal", "Tmux Builder: portal, CDN, gateways"))
    {
        Gateways = new Gateways(this, "Gateways", stage);
        var portal = new PortalBucket(this, "Portal", stage.Names);
        Front = new PortalDistribution(this, "Front", new PortalDistributionProps
        {
            Stage = stage,
            Portal = portal.Bucket,
            Blobs = data.Buckets.Blobs,
            Gateways = Gateways,
            OriginSecret = data.Secrets.Origin,
        });
        _ = new EdgeLogs(this, "EdgeLogs", stage.Settings.Stage, Front.Distribution, data.Buckets.Logs);
        Output("PublicUrl", PublicUrl);
        Output("PortalBucket", portal.Bucket.BucketName);
        Output("DistributionId", Front.Distribution.DistributionId);
        Output("DistributionDomain", Front.Distribution.DistributionDomainName);

        void Output(string name, string value) => _ = new CfnOutput(this, name, new CfnOutputProps { Value = value });
    }

    public Gateways Gateways { get; }

    public PortalDistribution Front { get; }

    public string PublicUrl => $"https://{Front.Host}";
}
