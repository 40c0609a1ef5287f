using Amazon.CDK;
using Constructs;
using TmuxBuilder.Cdk.Constructs;

namespace TmuxBuilder.Cdk.Stacks;

/// <summary>What holds state: it stays when everything else goes.</summary>
internal sealed class DataStack : Stack
{
    public DataStack(Construct scope, StageContext stage)
        : base(scope, "Data", stage.Stack("data", "Tmux Builder: tables, buckets, queue, secrets, admins"))
    {
        var removal = stage.Settings.Retain ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
        Tables = new StateTables(this, "Tables", stage.Names, removal);
        Buckets = new StateBuckets(this, "Buckets", stage.Names, stage.Settings.LogDays, removal);
        Doorbell = new DeadLetteredQueue(this, "Doorbell", new DeadLetteredQueueProps
        {
            // A message is deleted once its session is noted; the sweeper rings again for what is lost.
            Visibility = Duration.Seconds(30),
            Tries = 10,
            Retention = Duration.Days(1),
        });
        Secrets = new StageSecrets(this, "Secrets", stage, removal);
        Admins = new AdminPool(this, "Admins", stage, removal);
        Output("BlobsBucket", Buckets.Blobs.BucketName);
        Output("LogsBucket", Buckets.Logs.BucketName);
        Output("ResourcesTable", Tables.Resources.TableName);
        Output("AdminPool", Admins.Pool.UserPoolId);

        void Output(string name, string value) => _ = new CfnOutput(this, name, new CfnOutputProps { Value = value });
    }

    public StateTables Tables { get; }

    public StateBuckets Buckets { get; }

    public DeadLetteredQueue Doorbell { get; }

    public StageSecrets Secrets { get; }

    public AdminPool Admins { get; }
}
