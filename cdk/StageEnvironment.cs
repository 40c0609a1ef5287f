using Amazon.CDK;
using Amazon.CDK.AWS.SecretsManager;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Cdk.Constructs;
using TmuxBuilder.Cdk.Stacks;

namespace TmuxBuilder.Cdk;

/// <summary>What every program of a stage is told (docs/aws-settings.md), by name without its prefix.</summary>
internal static class StageEnvironment
{
    /// <param name="secret">How a program gets to a secret's value.</param>
    public static Dictionary<string, string> Of(
        StageContext stage, DataStack data, Gateways gateways, Func<ISecret, string> secret)
    {
        var settings = stage.Settings;
        var told = new Dictionary<string, string>
        {
            ["ACCOUNT"] = Aws.ACCOUNT_ID,
            ["STAGE"] = settings.Stage,
            ["DYNAMODB_TABLE"] = data.Tables.Main.TableName,
            ["DYNAMODB_RESOURCES_TABLE"] = data.Tables.Resources.TableName,
            ["DOORBELL_QUEUE_URL"] = data.Doorbell.Queue.QueueUrl,
            ["BLOBS_BUCKET"] = data.Buckets.Blobs.BucketName,
            ["SOCKETS_ENDPOINT"] = gateways.SocketsEndpoint,
            ["MAIL_HOST"] = settings.MailHost.Length > 0
                ? settings.MailHost
                : $"email-smtp.{Aws.REGION}.{Aws.URL_SUFFIX}",
            ["MAIL_FROM"] = settings.MailFrom,
        };
        if (data.Secrets.MailPassword is { } password)
        {
            told["MAIL_USER"] = settings.MailUser;
            told["MAIL_PASSWORD"] = secret(password);
        }

        if (data.Secrets.SealingKey is { } key)
        {
            told["TENANTS_ACCESS"] = nameof(TenantAccess.Environment);
            told["TENANTS_PATH"] = stage.Names.TenantsPath;
            told["TENANTS_BOUNDARY_ARN"] = TenantBoundary.ArnOf(stage.Names);
            told["TENANTS_SEALING_KEY"] = secret(key);
        }

        if (settings.SitesDomain.Length > 0)
        {
            told["SITES_DOMAIN"] = settings.SitesDomain;
            told["SITES_CERTIFICATE_ARN"] = settings.SitesCertificateArn;
        }

        return told;
    }
}
