using Amazon.CDK;
using Amazon.CDK.AWS.AutoScaling;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

internal sealed record WorkerFleetProps
{
    public required StageContext Stage { get; init; }

    public required WorkerNetwork Network { get; init; }

    public required Role Role { get; init; }

    public required UserData UserData { get; init; }
}

/// <summary>
/// Machines from one launch template. A new one counts when it is set up; one that is to go first stores what its
/// sessions have.
/// </summary>
internal sealed class WorkerFleet : Construct
{
    public const string Starting = "set-up";
    public const string Ending = "drain";

    private const string NewestDebian = "/aws/service/debian/release/12/latest/amd64";

    public WorkerFleet(Construct scope, string id, WorkerFleetProps props)
        : base(scope, id)
    {
        var (settings, names) = (props.Stage.Settings, props.Stage.Names);
        var template = new LaunchTemplate(this, "Template", new LaunchTemplateProps
        {
            LaunchTemplateName = names.Workers,
            MachineImage = MachineImage.ResolveSsmParameterAtLaunch(NewestDebian),
            InstanceType = new InstanceType(settings.WorkerType),
            Role = props.Role,
            SecurityGroup = props.Network.Wall,
            AssociatePublicIpAddress = settings.NatGateways == 0,
            UserData = props.UserData,
            HttpTokens = LaunchTemplateHttpTokens.REQUIRED,
            HttpPutResponseHopLimit = 1,
            EbsOptimized = true,
            BlockDevices =
            [
                new Amazon.CDK.AWS.EC2.BlockDevice
                {
                    DeviceName = "/dev/xvda",
                    Volume = Amazon.CDK.AWS.EC2.BlockDeviceVolume.Ebs(
                        settings.WorkerDiskGiB,
                        new Amazon.CDK.AWS.EC2.EbsDeviceOptions
                        {
                            Encrypted = true,
                            VolumeType = Amazon.CDK.AWS.EC2.EbsDeviceVolumeType.GP3,
                            DeleteOnTermination = true,
                        }),
                },
            ],
        });
        if (settings.WorkerImage.Length > 0)
        {
            // Without it, which only a plan may be, a machine would be of whatever is newest when it starts.
            ((CfnLaunchTemplate)template.Node.DefaultChild!).AddPropertyOverride(
                "LaunchTemplateData.ImageId", settings.WorkerImage);
        }

        Group = new AutoScalingGroup(this, "Group", new AutoScalingGroupProps
        {
            AutoScalingGroupName = names.Workers,
            Vpc = props.Network.Vpc,
            VpcSubnets = props.Network.Placement,
            LaunchTemplate = template,
            MinCapacity = settings.WorkersMin,
            MaxCapacity = settings.WorkersMax,
            GroupMetrics = [GroupMetrics.All()],
            NewInstancesProtectedFromScaleIn = false,
            UpdatePolicy = UpdatePolicy.RollingUpdate(new RollingUpdateOptions
            {
                // With no room for one more, one less has to do meanwhile.
                MinInstancesInService = settings.WorkersMin - (settings.WorkersMin == settings.WorkersMax ? 1 : 0),
                MaxBatchSize = 1,
                SuspendProcesses =
                [
                    ScalingProcess.AZ_REBALANCE, ScalingProcess.ALARM_NOTIFICATION, ScalingProcess.SCHEDULED_ACTIONS,
                    ScalingProcess.REPLACE_UNHEALTHY, ScalingProcess.HEALTH_CHECK,
                ],
            }),
        });

        // In the group itself, so that they are there before its first machine.
        ((CfnAutoScalingGroup)Group.Node.DefaultChild!).LifecycleHookSpecificationList = new object[]
        {
            Hook(Starting, "autoscaling:EC2_INSTANCE_LAUNCHING", "ABANDON", Duration.Minutes(20)),
            Hook(Ending, "autoscaling:EC2_INSTANCE_TERMINATING", "CONTINUE", Duration.Minutes(10)),
        };
    }

    public AutoScalingGroup Group { get; }

    private static CfnAutoScalingGroup.LifecycleHookSpecificationProperty Hook(
        string name, string when, string otherwise, Duration longest) => new()
        {
            LifecycleHookName = name,
            LifecycleTransition = when,
            DefaultResult = otherwise,
            HeartbeatTimeout = longest.ToSeconds(),
        };
}
