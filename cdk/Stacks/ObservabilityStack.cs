using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.SNS;
using Amazon.CDK.AWS.SNS.Subscriptions;
using Constructs;
using TmuxBuilder.Cdk.Constructs;

namespace TmuxBuilder.Cdk.Stacks;

/// <summary>What tells people how the stage is.</summary>
internal sealed class ObservabilityStack : Stack
{
    public ObservabilityStack(
        Construct scope, StageContext stage, DataStack data, ControlPlaneStack control, WorkersStack workers)
        : base(scope, "Observability", stage.Stack("observability", "Tmux Builder: alarms, dashboard, budget"))
    {
        var topic = new Topic(this, "Topic", new TopicProps
        {
            TopicName = stage.Names.Stack("alarms"),
            EnforceSSL = true,
        });
        topic.AddToResourcePolicy(new PolicyStatement(new PolicyStatementProps
        {
            Principals = [new ServicePrincipal("cloudwatch.amazonaws.com")],
            Actions = ["sns:Publish"],
            Resources = [topic.TopicArn],
            Conditions = new Dictionary<string, object>
            {
                ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
            },
        }));
        if (stage.Settings.AlarmEmail.Length > 0)
        {
            topic.AddSubscription(new EmailSubscription(stage.Settings.AlarmEmail));
        }

        _ = new CountedLogs(this, "Counted", stage.Names.Metrics, workers.Log);
        var alarms = new StageAlarms(this, "Alarms", stage, topic, data, control);
        _ = new StageDashboard(this, "Dashboard", stage, alarms, data, control);
        _ = new StageBudget(this, "Budget", stage.Settings);
    }
}
