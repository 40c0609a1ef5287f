using System.Text.Json.Nodes;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Adapters.Aws.Tenants;

/// <summary>
/// What a session's own identity may do: read and write the objects of its own buckets, look at its own distributions
/// and have their caches emptied. Buckets and distributions themselves are made, changed and removed by the platform
/// alone, so that each is in the ledger and none is opened to others.
/// </summary>
/// <remarks>
/// https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html and
/// …/list_amazoncloudfront.html.
/// </remarks>
public static class TenantPolicy
{
    /// <summary>What all inline policies of a user may have together, not counting white space.</summary>
    public const int MaxLength = 2048;

    /// <summary>The tag that a user, its buckets and its distributions have in common: the session's guid12.</summary>
    public const string Tag = "guid";

    private static readonly string[] OfBuckets =
        ["s3:ListBucket", "s3:ListBucketMultipartUploads", "s3:GetBucketLocation"];

    private static readonly string[] OfObjects =
    [
        "s3:GetObject", "s3:GetObjectTagging", "s3:PutObject", "s3:PutObjectTagging", "s3:DeleteObject",
        "s3:DeleteObjectTagging", "s3:AbortMultipartUpload", "s3:ListMultipartUploadParts",
    ];

    private static readonly string[] OfDistributions =
    [
        "cloudfront:GetDistribution", "cloudfront:GetDistributionConfig", "cloudfront:CreateInvalidation",
        "cloudfront:GetInvalidation", "cloudfront:ListInvalidations",
    ];

    /// <summary>The inline policy of one session's user.</summary>
    /// <param name="account">12 digits.</param>
    /// <exception cref="InvalidOperationException">It has become longer than IAM takes.</exception>
    public static string For(string guid12, string account)
    {
        var policy = Document(guid12, account);
        var length = policy.Count(c => !char.IsWhiteSpace(c));
        return length <= MaxLength
            ? policy
            : throw new InvalidOperationException($"A policy of {length} characters is over IAM's {MaxLength}.");
    }

    /// <summary>
    /// The boundary of all such users: the same, for whichever session a user's tag names, so that no inline policy
    /// leads from one session to another.
    /// </summary>
    public static string Boundary(string account) => Document($"${{aws:PrincipalTag/{Tag}}}", account);

    private static string Document(string guid12, string account)
    {
        var buckets = $"arn:aws:s3:::{SiteNames.BucketPrefix(guid12)}*";
        var statements = new JsonArray(
            Allow(OfBuckets, buckets),
            Allow(OfObjects, $"{buckets}/*"),
            Allow(OfDistributions, $"arn:aws:cloudfront::{account}:distribution/*", guid12));
        return new JsonObject { ["Version"] = "2012-10-17", ["Statement"] = statements }.ToJsonString();
    }

    private static JsonObject Allow(string[] actions, string resource, string? taggedAs = null)
    {
        var statement = new JsonObject
        {
            ["Effect"] = "Allow",
            ["Action"] = new JsonArray([.. actions.Select(action => JsonValue.Create(action))]),
            ["Resource"] = resource,
        };
        if (taggedAs is not null)
        {
            statement["Condition"] = new JsonObject
            {
                ["StringEquals"] = new JsonObject { [$"aws:ResourceTag/{Tag}"] = taggedAs },
            };
        }

        return statement;
    }
}
