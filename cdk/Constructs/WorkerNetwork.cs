using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>Two zones with a way out and none in. AWS's stores are reached without leaving its network.</summary>
internal sealed class WorkerNetwork : Construct
{
    public WorkerNetwork(Construct scope, string id, int natGateways, IBucket logs)
        : base(scope, id)
    {
        var kind = natGateways > 0 ? SubnetType.PRIVATE_WITH_EGRESS : SubnetType.PUBLIC;
        List<ISubnetConfiguration> subnets =
            [new SubnetConfiguration { Name = "public", SubnetType = SubnetType.PUBLIC, CidrMask = 20 }];
        if (natGateways > 0)
        {
            subnets.Add(new SubnetConfiguration { Name = "workers", SubnetType = kind, CidrMask = 20 });
        }

        Vpc = new Vpc(this, "Vpc", new VpcProps
        {
            MaxAzs = 2,
            NatGateways = natGateways,
            SubnetConfiguration = [.. subnets],
            GatewayEndpoints = new Dictionary<string, IGatewayVpcEndpointOptions>
            {
                ["S3"] = new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.S3 },
                ["DynamoDb"] = new GatewayVpcEndpointOptions { Service = GatewayVpcEndpointAwsService.DYNAMODB },
            },
        });

        // Refused calls alone: what somebody tried, at a hundredth of what everything costs.
        _ = new CfnFlowLog(this, "Refused", new CfnFlowLogProps
        {
            ResourceId = Vpc.VpcId,
            ResourceType = "VPC",
            TrafficType = "REJECT",
            LogDestinationType = "s3",
            LogDestination = logs.BucketArn,
        });
        Placement = new SubnetSelection { SubnetType = kind };
        Wall = new SecurityGroup(this, "Wall", new SecurityGroupProps
        {
            Vpc = Vpc,
            Description = "Workers call, and are never called",
            AllowAllOutbound = true,
        });
    }

    public Vpc Vpc { get; }

    public SubnetSelection Placement { get; }

    public SecurityGroup Wall { get; }
}
