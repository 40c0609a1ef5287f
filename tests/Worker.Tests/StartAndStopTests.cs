using Amazon.DynamoDBv2;
using Amazon.SimpleSystemsManagement;
using Amazon.SimpleSystemsManagement.Model;
using Amazon.SQS;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Tests;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Worker.Tests;

/// <summary>What systemd sees of a worker: how it starts, and the status it ends with.</summary>
public sealed class StartAndStopTests : IAsyncLifetime
{
    private const string Path = "/tea/live";
    private const string Queue = "doorbells";

    private AwsAccount account = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private Dictionary<string, string> Environment => new(account.Environment)
    {
        ["TMUXBUILDER_SETTINGS_PATH"] = Path,
        ["TMUXBUILDER_WORKER_ID"] = "i-0123456789abcdef0",
    };

    public async ValueTask InitializeAsync() =>
        account = await (await AwsEmulator.SharedAsync()).OpenAccountAsync(Cancellation);

    public ValueTask DisposeAsync() => account.DisposeAsync();

    [Fact]
    public async Task Settings_that_are_wrong_end_it_for_good_with_a_sentence_each()
    {
        await StoreAsync(("AGENTS", "99"), ("MAIL_PORT", "smtp"));
        await using var worker = new WorkerProcess(Environment);

        Assert.Equal(2, await worker.EndAsync());
        Assert.Contains("TMUXBUILDER_AGENTS is 99", worker.Said, StringComparison.Ordinal);
        Assert.Contains("TMUXBUILDER_MAIL_PORT is 'smtp'", worker.Said, StringComparison.Ordinal);
    }

    /// <summary>systemd starts it anew: a machine that boots has no network yet, or no credentials.</summary>
    [Theory]
    [InlineData("ThrottlingException", 400)]
    [InlineData("AccessDeniedException", 400)]
    [InlineData("InternalServerError", 500)]
    public async Task Settings_that_cannot_be_read_now_may_be_later(string code, int status)
    {
        await account.FailAsync(
            new AwsFault { Operation = "ssm:*", Times = -1, Code = code, Status = status }, Cancellation);
        await using var worker = new WorkerProcess(Environment);

        Assert.Equal(1, await worker.EndAsync());
        Assert.Contains(Path, worker.Said, StringComparison.Ordinal);
        Assert.DoesNotContain(account.Id, worker.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Told_to_stop_it_ends_well()
    {
        await MakeStageAsync();
        await using var worker = new WorkerProcess(Environment);
        await worker.UntilAtWorkAsync();

        await worker.SignalAsync("TERM");

        Assert.True(await worker.EndAsync() == 0, worker.Said);
        Assert.Contains("has stopped", worker.Said, StringComparison.Ordinal);
    }

    private async Task MakeStageAsync()
    {
        using var tables = new AmazonDynamoDBClient(
            account.Credentials, account.Configure(new AmazonDynamoDBConfig()));
        await tables.CreateTableAsync(
            TableRequests.Create(TableDefinition.Main, TableDefinition.Main.Name), Cancellation);
        await tables.CreateTableAsync(
            TableRequests.Create(TableDefinition.Resources, TableDefinition.Resources.Name), Cancellation);
        using var queues = new AmazonSQSClient(account.Credentials, account.Configure(new AmazonSQSConfig()));
        await queues.CreateQueueAsync(Queue, Cancellation);
        await StoreAsync(
            ("ACCOUNT", account.Id),
            ("DOORBELL_QUEUE_URL", new Uri(account.Endpoint, $"{account.Id}/{Queue}").AbsoluteUri),
            ("BLOBS_BUCKET", $"blobs-{account.Id}"),
            ("SOCKETS_ENDPOINT", new Uri(account.Endpoint, "live").AbsoluteUri),
            ("MAIL_HOST", "127.0.0.1"),
            ("MAIL_SECURITY", "none"),
            ("MAIL_FROM", "tea@example.com"),
            ("AGENT", "demo"));
    }

    private async Task StoreAsync(params IEnumerable<(string Name, string Value)> settings)
    {
        using var store = new AmazonSimpleSystemsManagementClient(
            account.Credentials, account.Configure(new AmazonSimpleSystemsManagementConfig()));
        foreach (var (name, value) in settings)
        {
            await store.PutParameterAsync(
                new PutParameterRequest
                {
                    Name = $"{Path}/{name}", Value = value, Type = ParameterType.SecureString,
                },
                Cancellation);
        }
    }
}
