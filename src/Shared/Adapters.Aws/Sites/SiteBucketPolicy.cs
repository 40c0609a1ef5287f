using System.Text.Json.Nodes;

namespace TmuxBuilder.Adapters.Aws.Sites;

/// <summary>Writes the policy of a site's bucket.</summary>
internal static class SiteBucketPolicy
{
    /// <summary>
    /// What is live may be read by the CDN for this one distribution; with the right to list, what is not there is "not
    /// found" instead of "denied". Nobody gets anything in the clear.
    /// </summary>
    public static string For(string bucket, string distributionArn)
    {
        var arn = $"arn:aws:s3:::{bucket}";
        var read = Allow("s3:GetObject", $"{arn}/{SiteKeys.Live}*", distributionArn);
        var list = Allow("s3:ListBucket", arn, distributionArn);
        var clear = new JsonObject
        {
            ["Effect"] = "Deny",
            ["Principal"] = "*",
            ["Action"] = "s3:*",
            ["Resource"] = new JsonArray(JsonValue.Create(arn), JsonValue.Create($"{arn}/*")),
            ["Condition"] = new JsonObject
            {
                ["Bool"] = new JsonObject { ["aws:SecureTransport"] = "false" },
            },
        };
        return new JsonObject
        {
            ["Version"] = "2012-10-17",
            ["Statement"] = new JsonArray(read, list, clear),
        }.ToJsonString();
    }

    private static JsonObject Allow(string action, string resource, string distributionArn) => new()
    {
        ["Effect"] = "Allow",
        ["Principal"] = new JsonObject { ["Service"] = "cloudfront.amazonaws.com" },
        ["Action"] = action,
        ["Resource"] = resource,
        ["Condition"] = new JsonObject
        {
            ["StringEquals"] = new JsonObject { ["aws:SourceArn"] = distributionArn },
        },
    };
}
