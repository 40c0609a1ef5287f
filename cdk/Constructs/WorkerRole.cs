using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.Logs;
using Amazon.CDK.AWS.SecretsManager;
using Constructs;
using TmuxBuilder.Cdk.Stacks;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>What a worker may do. Agents run in sandboxes without its network and never reach it.</summary>
internal sealed class WorkerRole : Construct
{
    public WorkerRole(Construct scope, string id, StageContext stage, DataStack data, Gateways gateways, LogGroup log)
        : base(scope, id)
    {
        var names = stage.Names;
        Role = new Role(this, "Role", new RoleProps { AssumedBy = new ServicePrincipal("ec2.amazonaws.com") });
        Rights.UseTables(Role, data);
        Rights.Listen(Role, data, names);
        Rights.UseBlobs(Role, data);
        Rights.Publish(Role, names);
        gateways.SocketStage.GrantManagementApiAccess(Role);
        log.Grant(Role, "logs:CreateLogStream", "logs:PutLogEvents");
        if (data.Secrets.SealingKey is not null)
        {
            Rights.KeepTenants(Role, names);
        }

        ReadSettings(names, data.Secrets);
        Rights.Allow(
            Role,
            [
                $"arn:{Aws.PARTITION}:autoscaling:{Aws.REGION}:{Aws.ACCOUNT_ID}:autoScalingGroup:*:"
                    + $"autoScalingGroupName/{names.Workers}",
            ],
            ["autoscaling:CompleteLifecycleAction", "autoscaling:RecordLifecycleActionHeartbeat"]);

        // Sessions and commands of Systems Manager instead of an open port; these calls know no resource.
        Rights.Allow(
            Role,
            ["*"],
            [
                "ssm:UpdateInstanceInformation", "ssmmessages:CreateControlChannel", "ssmmessages:CreateDataChannel",
                "ssmmessages:OpenControlChannel", "ssmmessages:OpenDataChannel", "ec2messages:AcknowledgeMessage",
                "ec2messages:GetEndpoint", "ec2messages:GetMessages", "ec2messages:SendReply",
            ]);
    }

    public Role Role { get; }

    private void ReadSettings(StageNames names, StageSecrets secrets)
    {
        string Parameter(string path) => $"arn:{Aws.PARTITION}:ssm:{Aws.REGION}:{Aws.ACCOUNT_ID}:parameter{path}";

        // The call names the path with a slash at its end.
        Rights.Allow(
            Role,
            [Parameter(names.SettingsPath), Parameter($"{names.SettingsPath}/*")],
            ["ssm:GetParametersByPath"]);
        foreach (var secret in new[] { secrets.MailPassword, secrets.ModelKey, secrets.SealingKey }.OfType<ISecret>())
        {
            Rights.Allow(Role, [secret.SecretArn], ["secretsmanager:GetSecretValue"]);
        }

        // By way of Parameter Store, whose own check comes before the secret's.
        Rights.Allow(
            Role, [Parameter($"/aws/reference/secretsmanager/{names.Secret("*")}")], ["ssm:GetParameters"]);
    }
}
