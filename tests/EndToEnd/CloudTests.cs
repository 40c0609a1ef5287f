using System.Text.Json.Nodes;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.S3;
using Amazon.S3.Model;
using TmuxBuilder.EndToEnd.Cloud;
using TmuxBuilder.Functions.Tests.Support;
using EmulatorSettings = TmuxBuilder.Testing.AwsSettings;

namespace TmuxBuilder.EndToEnd;

/// <summary>
/// The product on AWS, as it is published: the functions' native files, the worker with terminals and the demo agent,
/// an account of the emulator's.
/// </summary>
public sealed class CloudTests
{
    private const string Socket = "browser-1";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact(Explicit = true)]
    public async Task From_the_first_message_to_an_empty_account()
    {
        var stage = new Stage();
        await stage.InitializeAsync();
        await stage.Account.SetAsync(new EmulatorSettings { DeployAfterReads = int.MaxValue }, Cancellation);
        var settings = new Dictionary<string, string>(stage.Account.Environment);
        foreach (var (name, value) in stage.Settings)
        {
            settings[name] = value;
        }

        using var api = new FunctionProcess("api", settings);
        using var sockets = new FunctionProcess("sockets", settings);
        using var sweeper = new FunctionProcess("sweeper", settings);
        await using var edge = await EdgeServer.StartAsync(Cancellation);
        await using var worker = new WorkerProcess(settings, edge.Port);
        var client = new CloudClient(stage, api, sockets);
        using var buckets = new AmazonS3Client();
        using var distributions = new AmazonCloudFrontClient();

        var guid = (string)client.Call(
            "POST",
            "/api/admin/sessions",
            new JsonObject { ["email"] = "ada@example.com", ["initial_request"] = "A bakery called Morgenrot" },
            asAdmin: true)["guid"]!;
        await client.ConnectAsync(guid, Socket);
        await client.UntilAsync(Socket, IsType("done"));
        client.Call("POST", "/api/chat", new JsonObject { ["guid"] = guid, ["message"] = "Make it blue, please" });
        await client.UntilAsync(Socket, IsType("done"));
        AssertWithoutGap(client.Frames);

        var site = Assert.Single(client.Call("GET", "/api/sites", query: $"guid={guid}")["sites"]!.AsArray())!;
        Assert.True((string?)site["state"] == "propagating", $"{site}\n{client.Told}\n{worker.Log}");
        var bucket = await BucketAsync(buckets, guid);
        var second = await PageAsync(buckets, bucket);
        var releases = client.Call(
            "GET", $"/api/sites/{site["id"]}/releases", query: $"guid={guid}")["releases"]!.AsArray();
        Assert.True(releases.Count == 2, $"{client.Told}\n{worker.Log}");

        client.Call(
            "POST",
            $"/api/sites/{site["id"]}/rollback",
            new JsonObject { ["guid"] = guid, ["release_id"] = (string)releases[^1]!["id"]! });
        await client.UntilAsync(Socket, frame => IsType("site")(frame)
            && (string?)frame["data"]!["release"] == (string)releases[^1]!["id"]!
            && (string?)frame["data"]!["state"] == "propagating");
        Assert.NotEqual(second, await PageAsync(buckets, bucket));

        await stage.Account.DeployAsync(Cancellation);
        sweeper.Invoke(SampleEvent.Schedule());
        var live = await client.UntilAsync(
            Socket, frame => IsType("site")(frame) && (string?)frame["data"]!["state"] == "live");
        Assert.NotNull((string?)live["data"]!["screenshot"]);
        var host = new Uri((string)live["data"]!["url"]!).Host.Split('.')[0];
        Assert.Contains($"{host}.localhost/", edge.Asked);

        await stage.Account.SetAsync(new EmulatorSettings { DeployAfterReads = 1 }, Cancellation);
        Assert.NotEqual(0, await CountAsync("tmux-builder", $"SESSION#{guid}"));
        Assert.NotEqual(0, await CountAsync("tmux-builder-resources", $"USER#{guid}"));
        client.Call("DELETE", $"/api/admin/sessions/{guid}", asAdmin: true);
        var operation = (string)client.Call(
            "POST", $"/api/admin/sessions/{guid}/purge", asAdmin: true)["operation_id"]!;
        await worker.UntilAsync("is purged:", Cancellation);

        var receipt = client.Call("GET", $"/api/admin/operations/{operation}", asAdmin: true);
        Assert.Contains(bucket, receipt.ToJsonString(), StringComparison.Ordinal);
        var platform = Assert.Single((await buckets.ListBucketsAsync(Cancellation)).Buckets!).BucketName;
        Assert.Empty((await buckets.ListObjectsV2Async(
            new ListObjectsV2Request { BucketName = platform, Prefix = "sessions/" }, Cancellation)).S3Objects ?? []);
        var left = await distributions.ListDistributionsAsync(new ListDistributionsRequest(), Cancellation);
        Assert.Empty(left.DistributionList.Items ?? []);
        Assert.Equal(0, await CountAsync("tmux-builder", $"SESSION#{guid}"));
        Assert.Equal(0, await CountAsync("tmux-builder-resources", $"USER#{guid}"));
        await stage.DisposeAsync();
    }

    private static Func<JsonNode, bool> IsType(string type) => frame => (string?)frame["type"] == type;

    /// <summary>The entries a client saw, in the history and live, are numbered 1, 2, 3 …</summary>
    private static void AssertWithoutGap(IEnumerable<JsonNode> frames)
    {
        var numbers = frames
            .SelectMany(frame => IsType("history")(frame) ? [.. frame["messages"]!.AsArray()] : (JsonNode?[])[frame])
            .Select(entry => (long?)entry!["seq"])
            .OfType<long>()
            .ToList();
        Assert.Equal(Enumerable.Range(1, numbers.Count).Select(number => (long)number), numbers);
    }

    private static async Task<int> CountAsync(string table, string partition)
    {
        using var tables = new AmazonDynamoDBClient();
        var found = await tables.QueryAsync(
            new QueryRequest
            {
                TableName = table,
                KeyConditionExpression = "pk = :pk",
                ExpressionAttributeValues = new() { [":pk"] = new AttributeValue { S = partition } },
            },
            Cancellation);
        return found.Count!.Value;
    }

    private static async Task<string> BucketAsync(AmazonS3Client buckets, string guid) => Assert.Single(
        (await buckets.ListBucketsAsync(Cancellation)).Buckets!,
        one => one.BucketName.StartsWith($"tmux-{guid[..12]}-", StringComparison.Ordinal)).BucketName;

    private static async Task<string> PageAsync(AmazonS3Client buckets, string bucket)
    {
        var all = await buckets.ListObjectsV2Async(new ListObjectsV2Request { BucketName = bucket }, Cancellation);
        var page = all.S3Objects!.Single(one =>
            one.Key.EndsWith("index.html", StringComparison.Ordinal)
            && !one.Key.StartsWith("releases/", StringComparison.Ordinal));
        return page.ETag;
    }
}
