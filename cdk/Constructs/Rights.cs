using Amazon.CDK;
using Amazon.CDK.AWS.DynamoDB;
using Amazon.CDK.AWS.IAM;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Tenants;
using TmuxBuilder.Cdk.Stacks;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Cdk.Constructs;

/// <summary>
/// What programs may do, as grants: each names the calls that its adapter makes, on what that adapter makes them on.
/// </summary>
internal static class Rights
{
    private const string Sessions = $"{SessionBlobs.Root}*";

    // For sites of any session, and of no other bucket: see StageNames.
    private static readonly string SiteBuckets =
        $"arn:{Aws.PARTITION}:s3:::{SiteNames.BucketPrefix(new string('?', 12))}*";

    public static void UseTables(IGrantable who, DataStack data)
    {
        foreach (var table in new[] { data.Tables.Main, data.Tables.Resources })
        {
            table.Grant(
                who,
                "dynamodb:GetItem",
                "dynamodb:BatchGetItem",
                "dynamodb:Query",
                "dynamodb:PutItem",
                "dynamodb:UpdateItem",
                "dynamodb:DeleteItem",
                "dynamodb:BatchWriteItem",
                "dynamodb:ConditionCheckItem");
        }

        KeepAudit(who, data.Tables.Main);
    }

    public static void Ring(IGrantable who, DataStack data, StageNames names)
    {
        data.Doorbell.Queue.Grant(who, "sqs:SendMessage");
        Allow(who, [WorkerQueues(names)], ["sqs:SendMessage"]);
    }

    /// <summary>Listens to the queue of all workers, and to one that each worker makes for itself.</summary>
    public static void Listen(IGrantable who, DataStack data, StageNames names)
    {
        string[] calls =
            ["sqs:SendMessage", "sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:ChangeMessageVisibility"];
        data.Doorbell.Queue.Grant(who, calls);
        Allow(who, [WorkerQueues(names)], [.. calls, "sqs:CreateQueue", "sqs:DeleteQueue"]);
    }

    /// <summary>Removes the queues of workers that are gone.</summary>
    public static void RemoveLines(IGrantable who, StageNames names) =>
        Allow(who, [WorkerQueues(names)], ["sqs:DeleteQueue"]);

    public static void UseBlobs(IGrantable who, DataStack data)
    {
        var blobs = data.Buckets.Blobs;
        Allow(
            who,
            [blobs.ArnForObjects(Sessions)],
            ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"]);
        Allow(who, [blobs.BucketArn], ["s3:ListBucket"], new() { ["StringLike"] = Is("s3:prefix", Sessions) });
    }

    /// <summary>
    /// Makes, changes and removes what sites consist of. A distribution of a site is known by the tag of its session,
    /// which the platform's own have not.
    /// </summary>
    public static void Publish(IGrantable who, StageNames names)
    {
        Allow(
            who,
            [SiteBuckets],
            [
                "s3:CreateBucket", "s3:DeleteBucket", "s3:ListBucket", "s3:ListBucketMultipartUploads",
                "s3:PutBucketPolicy", "s3:PutBucketPublicAccessBlock", "s3:PutBucketTagging",
            ],
            OfThisAccount());
        Allow(
            who,
            [$"{SiteBuckets}/*"],
            ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:AbortMultipartUpload"],
            OfThisAccount());
        Allow(
            who,
            [OfCdn("distribution/*")],
            [
                "cloudfront:GetDistribution", "cloudfront:UpdateDistribution", "cloudfront:DeleteDistribution",
                "cloudfront:CreateInvalidation",
            ],
            OfSites());

        // Without a tag of its own yet; making one with its tags needs the right to give tags to any.
        Allow(
            who,
            [OfCdn("distribution/*")],
            ["cloudfront:CreateDistribution", "cloudfront:TagResource"],
            new() { ["StringEquals"] = Is($"aws:RequestTag/{PlatformTag.Key}", PlatformTag.Value) });
        Allow(
            who,
            [OfCdn($"function/{SiteNames.OnePageFunctions(names.Stage)}*")],
            ["cloudfront:CreateFunction", "cloudfront:DescribeFunction", "cloudfront:PublishFunction"]);
        Allow(
            who,
            ["*"],
            [
                "cloudfront:CreateOriginAccessControl", "cloudfront:ListDistributions",
                "cloudfront:ListOriginAccessControls",
            ]);
    }

    /// <summary>Sees whether sites can be reached.</summary>
    public static void WatchSites(IGrantable who)
    {
        Allow(who, [SiteBuckets], ["s3:ListBucket"], OfThisAccount());
        Allow(who, [$"{SiteBuckets}/*"], ["s3:GetObject"], OfThisAccount());
        Allow(
            who,
            [OfCdn("distribution/*")],
            ["cloudfront:GetDistribution"],
            OfSites());
        Allow(who, ["*"], ["cloudfront:ListDistributions"]);
    }

    /// <summary>Makes and removes sessions' users of IAM, none without the boundary.</summary>
    public static void KeepTenants(IGrantable who, StageNames names)
    {
        var users = $"arn:{Aws.PARTITION}:iam::{Aws.ACCOUNT_ID}:user{names.TenantsPath}{SiteNames.UserPrefix}*";
        Allow(
            who,
            [users],
            ["iam:CreateUser", "iam:PutUserPermissionsBoundary", "iam:PutUserPolicy"],
            new() { ["StringEquals"] = Is("iam:PermissionsBoundary", TenantBoundary.ArnOf(names)) });
        Allow(
            who,
            [users],
            [
                "iam:GetUser", "iam:DeleteUser", "iam:TagUser", "iam:CreateAccessKey", "iam:DeleteAccessKey",
                "iam:ListAccessKeys", "iam:ListUserPolicies", "iam:DeleteUserPolicy",
            ]);
    }

    /// <summary>A grant of calls that no construct has one of its own for.</summary>
    public static void Allow(
        IGrantable who, string[] resources, string[] actions, Dictionary<string, object>? when = null) =>
        Grant.AddToPrincipal(new GrantOnPrincipalOptions
        {
            Grantee = who,
            Actions = actions,
            ResourceArns = resources,
            Conditions = when is null ? null : when.ToDictionary(
                one => one.Key, one => (IDictionary<string, object>)one.Value),
        });

    /// <summary>
    /// Takes from whoever uses the tables what would change or remove an audit record, in these words of IAM; that one
    /// is put once only is the adapter's.
    /// </summary>
    private static void KeepAudit(IGrantable who, Table main) => who.GrantPrincipal.AddToPrincipalPolicy(
        new PolicyStatement(new PolicyStatementProps
        {
            Effect = Effect.DENY,
            Actions = ["dynamodb:UpdateItem", "dynamodb:DeleteItem", "dynamodb:BatchWriteItem"],
            Resources = [main.TableArn],
            Conditions = new Dictionary<string, object>
            {
                ["ForAnyValue:StringLike"] = Is("dynamodb:LeadingKeys", $"{TableDefinition.AuditPrefix}*"),
            },
        }));

    private static Dictionary<string, object> Is(string key, string value) => new() { [key] = value };

    private static Dictionary<string, object> OfSites() => new()
    {
        ["StringEquals"] = Is($"aws:ResourceTag/{PlatformTag.Key}", PlatformTag.Value),
        ["Null"] = Is($"aws:ResourceTag/{TenantPolicy.Tag}", "false"),
    };

    private static Dictionary<string, object> OfThisAccount() =>
        new() { ["StringEquals"] = Is("aws:ResourceAccount", Aws.ACCOUNT_ID) };

    private static string WorkerQueues(StageNames names) =>
        $"arn:{Aws.PARTITION}:sqs:{Aws.REGION}:{Aws.ACCOUNT_ID}:"
            + $"{Adapters.Aws.Doorbells.WorkerQueues.Prefix(names.Stage)}*";

    private static string OfCdn(string what) => $"arn:{Aws.PARTITION}:cloudfront::{Aws.ACCOUNT_ID}:{what}";
}
