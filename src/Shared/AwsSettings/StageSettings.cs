using TmuxBuilder.Adapters.Aws;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Aws.Doorbells;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Mailing;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Adapters.Aws.Tenants;

namespace TmuxBuilder.AwsSettings;

/// <summary>
/// Where a stage's parts are, as every program of it is told. An option's setting has its name: <c>Mail.Host</c> is
/// <c>TMUXBUILDER_MAIL_HOST</c>. docs/aws-settings.md lists them.
/// </summary>
public static class StageSettings
{
    /// <summary>Reads all but what <see cref="AwsAdapters"/> checks itself.</summary>
    public static AwsOptions Read(SettingReader settings) => new()
    {
        Region = settings.Text("REGION", settings.Foreign("AWS_REGION")),
        Account = settings.Text("ACCOUNT"),
        Stage = settings.Text("STAGE", new AwsOptions().Stage),
        DynamoDb = new DynamoDbOptions
        {
            Table = settings.Text("DYNAMODB_TABLE", new DynamoDbOptions().Table),
            ResourcesTable = settings.Text("DYNAMODB_RESOURCES_TABLE", new DynamoDbOptions().ResourcesTable),
        },
        Doorbell = new DoorbellOptions { QueueUrl = settings.Address("DOORBELL_QUEUE_URL") },
        Blobs = new BlobOptions { Bucket = settings.Text("BLOBS_BUCKET") },
        Sockets = new SocketOptions { Endpoint = settings.Address("SOCKETS_ENDPOINT") },
        Mail = new MailOptions
        {
            Host = settings.Text("MAIL_HOST"),
            Port = settings.Number("MAIL_PORT", new MailOptions().Port),
            Security = settings.OneOf("MAIL_SECURITY", new MailOptions().Security),
            User = settings.Text("MAIL_USER"),
            Password = settings.Text("MAIL_PASSWORD"),
            From = settings.Text("MAIL_FROM"),
        },
        Tenants = new TenantOptions
        {
            Access = settings.OneOf("TENANTS_ACCESS", new TenantOptions().Access),
            Path = settings.Text("TENANTS_PATH", new TenantOptions().Path),
            BoundaryArn = settings.Text("TENANTS_BOUNDARY_ARN"),
            SealingKey = settings.Text("TENANTS_SEALING_KEY"),
        },
        Sites = new SiteOptions
        {
            Domain = settings.Text("SITES_DOMAIN"),
            CertificateArn = settings.Text("SITES_CERTIFICATE_ARN"),
            PriceClass = settings.Text("SITES_PRICE_CLASS", new SiteOptions().PriceClass),
            DistributionQuota = settings.Number(
                "SITES_DISTRIBUTION_QUOTA", new SiteOptions().DistributionQuota),
            CacheFolder = settings.Text("SITES_CACHE_FOLDER", new SiteOptions().CacheFolder),
        },
    };
}
