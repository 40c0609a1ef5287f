using System.Text.Json.Nodes;
using Amazon.DynamoDBv2;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Tests;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Functions.Tests.Support;

/// <summary>
/// What the stack of a stage makes, in an account of the emulator's, and what it tells its functions. These take the
/// account from the process's environment, as on AWS, so that all tests of a suite share one.
/// </summary>
public sealed class Stage : IAsyncLifetime
{
    public const string OriginSecret = "the-origin-secret-of-the-tests-000000";
    public const string AdminToken = "the-admin-token-of-the-tests-00000000";
    public const string Host = "builder.example.com";

    private const string Doorbells = "doorbells";
    private const string Greetings = "greetings";

    public AwsAccount Account { get; private set; } = null!;

    public IAmazonSQS Queues { get; private set; } = null!;

    public Uri DoorbellUrl => new(Account.Endpoint, $"{Account.Id}/{Doorbells}");

    public Uri GreetUrl => new(Account.Endpoint, $"{Account.Id}/{Greetings}");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>What the functions find in their environment.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["AWS_REGION"] = AwsAccount.Region,
        ["TMUXBUILDER_ACCOUNT"] = Account.Id,
        ["TMUXBUILDER_PUBLIC_URL"] = $"https://{Host}",
        ["TMUXBUILDER_ORIGIN_SECRET"] = OriginSecret,
        ["TMUXBUILDER_ADMIN_TOKEN"] = AdminToken,
        ["TMUXBUILDER_DOORBELL_QUEUE_URL"] = DoorbellUrl.AbsoluteUri,
        ["TMUXBUILDER_GREET_QUEUE_URL"] = GreetUrl.AbsoluteUri,
        ["TMUXBUILDER_BLOBS_BUCKET"] = $"blobs-{Account.Id}",
        ["TMUXBUILDER_SOCKETS_ENDPOINT"] = new Uri(Account.Endpoint, "live").AbsoluteUri,
        ["TMUXBUILDER_MAIL_HOST"] = "127.0.0.1",
        ["TMUXBUILDER_MAIL_SECURITY"] = "none",
        ["TMUXBUILDER_MAIL_FROM"] = "tea@example.com",
    };

    public async ValueTask InitializeAsync()
    {
        var emulator = await AwsEmulator.SharedAsync();
        Account = await emulator.OpenAccountAsync(Cancellation);
        foreach (var (name, value) in Account.Environment)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        using var tables = new AmazonDynamoDBClient();
        using var buckets = new AmazonS3Client();
        Queues = new AmazonSQSClient();
        await tables.CreateTableAsync(
            TableRequests.Create(TableDefinition.Main, TableDefinition.Main.Name), Cancellation);
        await tables.CreateTableAsync(
            TableRequests.Create(TableDefinition.Resources, TableDefinition.Resources.Name), Cancellation);
        await buckets.PutBucketAsync($"blobs-{Account.Id}", Cancellation);
        await Queues.CreateQueueAsync(Doorbells, Cancellation);
        await Queues.CreateQueueAsync(Greetings, Cancellation);
    }

    /// <summary>A request as the CDN passes it on.</summary>
    public static JsonObject Request(string method, string path, JsonObject? body = null, bool asAdmin = false)
    {
        var request = SampleEvent.Http(method, path, body?.ToJsonString());
        request["headers"]!["x-origin-secret"] = OriginSecret;
        request["headers"]!["cloudfront-viewer-address"] = "192.0.2.7:443";
        if (asAdmin)
        {
            request["headers"]!["authorization"] = $"Bearer {AdminToken}";
        }

        return request;
    }

    /// <summary>Takes what waits in a queue, once there are so many; each is gone then.</summary>
    public async Task<List<Message>> TakeAsync(Uri queue, int count)
    {
        var taken = new List<Message>();
        for (var poll = 0; poll < 10 && taken.Count < count; poll++)
        {
            var answer = await Queues.ReceiveMessageAsync(
                new ReceiveMessageRequest
                {
                    QueueUrl = queue.AbsoluteUri,
                    MaxNumberOfMessages = 10,
                    WaitTimeSeconds = 3,
                },
                Cancellation);
            foreach (var message in answer.Messages ?? [])
            {
                taken.Add(message);
                await Queues.DeleteMessageAsync(queue.AbsoluteUri, message.ReceiptHandle, Cancellation);
            }
        }

        return taken;
    }

    /// <summary>Whether the session was rung for; what others are rung for meanwhile is taken along.</summary>
    public async Task<bool> IsRungForAsync(string guid)
    {
        for (var poll = 0; poll < 10; poll++)
        {
            if ((await TakeAsync(DoorbellUrl, 1)).Exists(message => message.Body == guid))
            {
                return true;
            }
        }

        return false;
    }

    public async ValueTask DisposeAsync()
    {
        Queues.Dispose();
        await Account.DisposeAsync();
    }
}
