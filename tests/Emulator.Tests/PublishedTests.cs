using System.Text.Json;
using System.Text.RegularExpressions;
using Amazon.IdentityManagement.Model;
using Amazon.S3.Model;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

/// <summary>What calls are judged by is what AWS publishes: its service authorization reference.</summary>
public sealed class PublishedTests : EmulatorTest
{
    private static readonly JsonElement Services = JsonDocument.Parse(
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "emulator", "data", "service-authorization.json")))
        .RootElement.GetProperty("services");

    /// <summary>What the calls below need, as AWS's pages on each service say.</summary>
    private static readonly string[] Expected =
    [
        "DeleteItem dynamodb:DeleteItem table", "TransactWriteItems dynamodb:PutItem table",
        "TransactWriteItems dynamodb:ConditionCheckItem table", "Query dynamodb:Query index",
        "BatchWriteItem dynamodb:BatchWriteItem table", "ListTables dynamodb:ListTables *",
        "SendMessageBatch sqs:SendMessage queue", "ReceiveMessage sqs:ReceiveMessage queue",
        "ListQueues sqs:ListQueues *", "PutParameter ssm:PutParameter parameter",
        "GetParametersByPath ssm:GetParametersByPath parameter", "CreateUser iam:CreateUser user",
        "PutUserPolicy iam:PutUserPolicy user", "CreateAccessKey iam:CreateAccessKey user",
        "ListUsers iam:ListUsers *", "ListBuckets s3:ListAllMyBuckets *", "CreateBucket s3:CreateBucket bucket",
        "ListObjectsV2 s3:ListBucket bucket", "HeadObject s3:GetObject object", "PutObject s3:PutObject object",
        "CopyObject s3:PutObject object", "CopyObject s3:GetObject object", "DeleteObjects s3:DeleteObject object",
        "PutBucketTagging s3:PutBucketTagging bucket", "DeleteBucket s3:DeleteBucket bucket",
        "PutLifecycleConfiguration s3:PutLifecycleConfiguration bucket",
        "CreateMultipartUpload s3:PutObject object", "AbortMultipartUpload s3:AbortMultipartUpload object",
        "ListDistributions cloudfront:ListDistributions *", "GetDistribution cloudfront:GetDistribution distribution",
        "PostToConnection execute-api:ManageConnections execute-api-general",
    ];

    [Fact]
    public async Task Every_call_is_judged_by_actions_resources_and_keys_that_are_published()
    {
        await CallAroundAsync();

        var calls = await Account.CallsAsync(Stop);
        Assert.DoesNotContain(calls, call => call.Code?.StartsWith("Emulator", StringComparison.Ordinal) == true);
        var judged = calls
            .SelectMany(call => call.Decisions, (call, by) => $"{call.Operation} {by.Action} {Kind(by)}")
            .ToHashSet();
        Assert.Superset(Expected.ToHashSet(), judged);
    }

    [Theory]
    [InlineData("aws:ResourceTag/guid", true)]
    [InlineData("aws:RequestTag/guid", false)]
    [InlineData("s3:prefix", false)]
    public void Keys_are_offered_to_the_actions_they_are_published_for(string key, bool isOffered)
    {
        var action = Action("cloudfront:GetDistribution", out var service);
        Assert.Equal(isOffered, Offered(service, action, "distribution").Any(pattern => IsKey(key, pattern)));
    }

    /// <summary>The kind of resource a decision was about; fails when AWS publishes none that fits.</summary>
    private static string Kind(AwsDecision decision)
    {
        var action = Action(decision.Action, out var service);
        var kinds = action.GetProperty("resources").EnumerateArray()
            .Select(kind => kind.GetProperty("name").GetString()!)
            .Where(kind => Fits(service, kind, decision.Resource))
            .ToList();
        var kind = decision.Resource == "*" && action.GetProperty("resources").GetArrayLength() == 0
            ? "*"
            : Assert.Single(kinds);
        Assert.All(
            decision.Keys!.Where(key => !key.StartsWith("aws:Principal", StringComparison.Ordinal)
                && key is not ("aws:SourceIp" or "aws:SecureTransport" or "aws:CurrentTime" or "aws:EpochTime")),
            key => Assert.Contains(Offered(service, action, kind), pattern => IsKey(key, pattern)));
        return kind;
    }

    private static JsonElement Action(string name, out JsonElement service)
    {
        service = Services.GetProperty(name.Split(':')[0]);
        return Assert.Single(
            service.GetProperty("actions").EnumerateArray(),
            action => action.GetProperty("name").GetString() == name.Split(':')[1]);
    }

    private static bool Fits(JsonElement service, string kind, string resource)
    {
        var arn = service.GetProperty("resources").EnumerateArray()
            .Single(each => each.GetProperty("name").GetString() == kind).GetProperty("arn").GetString()!;
        var pattern = Regex.Replace(
            Regex.Escape(arn),
            @"\\\$\\\{(\w+)}",
            name => name.Groups[1].Value is "ObjectName" or "ApiSpecificResourcePath"
                || name.Groups[1].Value.Contains("Path", StringComparison.Ordinal)
                || name.Groups[1].Value.Contains("Slash", StringComparison.Ordinal) ? ".+" : "[^:/]+");
        return Regex.IsMatch(resource, $"^{pattern}$");
    }

    private static IEnumerable<string> Offered(JsonElement service, JsonElement action, string kind) =>
    [
        .. Strings(action.GetProperty("keys")),
        .. action.GetProperty("resources").EnumerateArray().SelectMany(each => Strings(each.GetProperty("keys"))),
        .. service.GetProperty("resources").EnumerateArray()
            .Where(each => each.GetProperty("name").GetString() == kind)
            .SelectMany(each => Strings(each.GetProperty("keys"))),
    ];

    private static IEnumerable<string> Strings(JsonElement list) =>
        list.EnumerateArray().Select(each => each.GetString()!);

    private static bool IsKey(string key, string pattern) =>
        Regex.IsMatch(key, $"^{Regex.Replace(Regex.Escape(pattern), @"\\\$\\\{\w+}", ".+")}$", RegexOptions.IgnoreCase);

    /// <summary>Makes one call of each kind; whether it succeeds is not the point.</summary>
    private async Task CallAroundAsync()
    {
        await TryAsync(Dynamo.ListTablesAsync(Stop));
        await TryAsync(Dynamo.DeleteItemAsync("t", new() { ["pk"] = new() { S = "a" } }, Stop));
        await TryAsync(Dynamo.QueryAsync(
            new() { TableName = "t", IndexName = "index", KeyConditionExpression = "pk = a" }, Stop));
        await TryAsync(Dynamo.BatchWriteItemAsync(
            new Amazon.DynamoDBv2.Model.BatchWriteItemRequest
            {
                RequestItems = new() { ["t"] = [new() { PutRequest = new() { Item = [] } }] },
            },
            Stop));
        await TryAsync(Dynamo.TransactWriteItemsAsync(
            new()
            {
                TransactItems =
                [
                    new() { Put = new() { TableName = "t", Item = [] } },
                    new() { ConditionCheck = new() { TableName = "t", Key = [], ConditionExpression = "a" } },
                ],
            },
            Stop));
        var queue = (await Sqs.CreateQueueAsync("q", Stop)).QueueUrl;
        await TryAsync(Sqs.SendMessageBatchAsync(queue, [new("1", "x")], Stop));
        await TryAsync(Sqs.ReceiveMessageAsync(queue, Stop));
        await TryAsync(Sqs.ListQueuesAsync("", Stop));
        using var ssm = new AmazonSimpleSystemsManagementClient(
            Account.Credentials, Account.Configure(new AmazonSimpleSystemsManagementConfig { MaxErrorRetry = 0 }));
        await TryAsync(ssm.PutParameterAsync(
            new PutParameterRequest { Name = "/a/b", Value = "x", Type = ParameterType.String }, Stop));
        await TryAsync(ssm.GetParametersByPathAsync(new GetParametersByPathRequest { Path = "/a" }, Stop));
        await UserAsync("u", "Allow s3:* *");
        await TryAsync(Iam.ListUsersAsync(new ListUsersRequest(), Stop));
        await CallS3Async(await BucketAsync());
        await TryAsync(CloudFront.ListDistributionsAsync(new(), Stop));
        await TryAsync(CloudFront.GetDistributionAsync(new() { Id = "E1" }, Stop));
        await TryAsync(Management.PostToConnectionAsync(new() { ConnectionId = "c", Data = new MemoryStream() }, Stop));
    }

    private async Task CallS3Async(string bucket)
    {
        await TryAsync(S3.ListBucketsAsync(Stop));
        await TryAsync(S3.PutObjectAsync(new() { BucketName = bucket, Key = "a", ContentBody = "x" }, Stop));
        await TryAsync(S3.GetObjectMetadataAsync(bucket, "a", Stop));
        await TryAsync(S3.CopyObjectAsync(bucket, "a", bucket, "b", Stop));
        await TryAsync(S3.ListObjectsV2Async(new() { BucketName = bucket, Prefix = "a" }, Stop));
        await TryAsync(S3.PutBucketTaggingAsync(bucket, [new() { Key = "guid", Value = "a" }], Stop));
        await TryAsync(S3.PutLifecycleConfigurationAsync(bucket, new LifecycleConfiguration { Rules = [] }, Stop));
        var upload = await S3.InitiateMultipartUploadAsync(bucket, "c", Stop);
        await TryAsync(S3.AbortMultipartUploadAsync(bucket, "c", upload.UploadId, Stop));
        await TryAsync(S3.DeleteObjectsAsync(
            new() { BucketName = bucket, Objects = [new() { Key = "a" }, new() { Key = "b" }] }, Stop));
        await TryAsync(S3.DeleteBucketAsync(bucket, Stop));
    }

    private static async Task TryAsync(Task call)
    {
        try
        {
            await call;
        }
        catch (Amazon.Runtime.AmazonServiceException)
        {
            // Refused by moto, after the gate judged it.
        }
    }
}
