using Amazon.CDK;
using Amazon.CDK.AWS.EC2;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3.Assets;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// What a new machine does first: it fetches the worker and the scripts, and lets them make a worker of it. A machine
/// that cannot become one is given up, and the group starts another.
/// </summary>
internal sealed class WorkerStart : Construct
{
    public WorkerStart(Construct scope, string id, StageContext stage, IRole role, string logGroup)
        : base(scope, id)
    {
        var worker = new Asset(this, "Worker", new AssetProps { Path = stage.Artifacts.Worker });
        var scripts = new Asset(this, "Scripts", new AssetProps { Path = stage.Artifacts.Image });
        worker.GrantRead(role);
        scripts.GrantRead(role);
        UserData = UserData.ForLinux();
        UserData.AddCommands(
            "set -euo pipefail",
            "finish() { [ $? -eq 0 ] && result=CONTINUE || result=ABANDON",
            $"  aws autoscaling complete-lifecycle-action --region {Aws.REGION} "
                + $"--auto-scaling-group-name {stage.Names.Workers} "
                + $"--lifecycle-hook-name {WorkerFleet.Starting} --instance-id \"$instance\" "
                + "--lifecycle-action-result \"$result\"; }",
            "token=$(curl -sfX PUT -H 'X-aws-ec2-metadata-token-ttl-seconds: 300' http://169.254.169.254/latest/api/token)",
            "instance=$(curl -sfH \"X-aws-ec2-metadata-token: $token\" http://169.254.169.254/latest/meta-data/instance-id)",
            "trap finish EXIT",
            "export DEBIAN_FRONTEND=noninteractive",
            "apt-get update -q && apt-get install -yq --no-install-recommends awscli unzip",
            "mkdir -p /opt/tmux-builder/image /opt/tmux-builder/worker",
            Fetch(scripts, "/opt/tmux-builder/image"),
            Fetch(worker, "/opt/tmux-builder/worker"),
            "bash /opt/tmux-builder/image/install",
            $"bash /opt/tmux-builder/image/join --settings-path {stage.Names.SettingsPath} --worker-id \"$instance\" "
                + $"--region {Aws.REGION} --group {stage.Names.Workers} --drain-hook {WorkerFleet.Ending} "
                + $"--log-group {logGroup}");
    }

    public UserData UserData { get; }

    private static string Fetch(Asset asset, string folder) =>
        $"aws s3 cp --only-show-errors s3://{asset.S3BucketName}/{asset.S3ObjectKey} /tmp/part.zip "
        + $"&& unzip -qo /tmp/part.zip -d {folder} && rm /tmp/part.zip";
}
