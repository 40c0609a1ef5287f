using Amazon.CDK;
using Amazon.CDK.AWS.IAM;
using Amazon.CDK.AWS.S3;
using Constructs;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>The platform's own buckets: what is long, and logs. Private, encrypted, by TLS only.</summary>
internal sealed class StateBuckets : Construct
{
    // As far back as the tables can be restored, so that what they name can be restored with them.
    private const int RestorableDays = 35;

    public StateBuckets(Construct scope, string id, StageNames names, int logDays, RemovalPolicy removal)
        : base(scope, id)
    {
        Blobs = Make("Blobs", "blobs", versioned: true,
            new LifecycleRule
            {
                NoncurrentVersionExpiration = Duration.Days(RestorableDays),
                AbortIncompleteMultipartUploadAfter = Duration.Days(1),
                ExpiredObjectDeleteMarker = true,
            });

        // Browsers post uploads to it directly, each with a signed form of its own; they send no credentials with it.
        Blobs.AddCorsRule(new CorsRule
        {
            AllowedOrigins = ["*"],
            AllowedMethods = [HttpMethods.POST, HttpMethods.GET, HttpMethods.HEAD],
            AllowedHeaders = ["content-type"],
            MaxAge = 3600,
        });
        Logs = Make("Logs", "logs", versioned: false,
            new LifecycleRule
            {
                Expiration = Duration.Days(logDays),
                AbortIncompleteMultipartUploadAfter = Duration.Days(1),
            });

        Deliver("s3:GetBucketAcl", Logs.BucketArn);
        Deliver("s3:PutObject", Logs.ArnForObjects($"AWSLogs/{Aws.ACCOUNT_ID}/*"));

        // The CDN's and the network's logs come by this service.
        void Deliver(string action, string resource) => Logs.AddToResourcePolicy(new PolicyStatement(
            new PolicyStatementProps
            {
                Principals = [new ServicePrincipal("delivery.logs.amazonaws.com")],
                Actions = [action],
                Resources = [resource],
                Conditions = new Dictionary<string, object>
                {
                    ["StringEquals"] = new Dictionary<string, object> { ["aws:SourceAccount"] = Aws.ACCOUNT_ID },
                },
            }));

        Bucket Make(string part, string purpose, bool versioned, LifecycleRule rule) => new(this, part, new BucketProps
        {
            BucketName = names.Bucket(purpose),
            BlockPublicAccess = BlockPublicAccess.BLOCK_ALL,
            ObjectOwnership = ObjectOwnership.BUCKET_OWNER_ENFORCED,
            Encryption = BucketEncryption.S3_MANAGED,
            EnforceSSL = true,
            MinimumTLSVersion = 1.2,
            Versioned = versioned,
            LifecycleRules = [rule],
            RemovalPolicy = removal,
        });
    }

    public Bucket Blobs { get; }

    public Bucket Logs { get; }
}
