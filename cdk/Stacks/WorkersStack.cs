using Amazon.CDK;
using Amazon.CDK.AWS.Logs;
using Constructs;
using TmuxBuilder.Cdk.Constructs;

namespace TmuxBuilder.Cdk.Stacks;

/// <summary>The machines that run agents.</summary>
internal sealed class WorkersStack : Stack
{
    public WorkersStack(Construct scope, StageContext stage, DataStack data, PortalStack portal)
        : base(scope, "Workers", stage.Stack("workers", "Tmux Builder: machines that run agents"))
    {
        Log = new LogGroup(this, "Log", new LogGroupProps
        {
            LogGroupName = stage.Names.LogGroup("workers"),
            Retention = LogRetention.All[stage.Settings.LogDays],
            RemovalPolicy = RemovalPolicy.DESTROY,
        });
        var network = new WorkerNetwork(this, "Network", stage.Settings.NatGateways, data.Buckets.Logs);
        var role = new WorkerRole(this, "Worker", stage, data, portal.Gateways, Log).Role;
        var settings = new WorkerSettings(this, "Settings", stage, data, portal.Gateways);
        var start = new WorkerStart(this, "Start", stage, role, stage.Names.LogGroup("workers"));
        var fleet = new WorkerFleet(this, "Fleet", new WorkerFleetProps
        {
            Stage = stage,
            Network = network,
            Role = role,
            UserData = start.UserData,
        });
        fleet.Node.AddDependency(settings);
        _ = new WorkerScaling(this, "Scaling", stage, fleet.Group);
    }

    public LogGroup Log { get; }
}
