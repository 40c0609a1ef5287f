using Amazon.ApiGatewayManagementApi;
using Amazon.CloudFront;
using Amazon.DynamoDBv2;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Adapters.Aws.Channels;
using TmuxBuilder.Adapters.Aws.Doorbells;
using TmuxBuilder.Adapters.Aws.DynamoDb;
using TmuxBuilder.Adapters.Aws.Files;
using TmuxBuilder.Adapters.Aws.Mailing;
using TmuxBuilder.Adapters.Aws.Sites;
using TmuxBuilder.Contracts;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Cloud;

/// <summary>All adapters on AWS, in an account of the emulator's that has what a stack makes.</summary>
internal sealed class CloudWorld : StoreWorld
{
    private const string Queue = "doorbells";
    private const string DeadLetters = "doorbells-dead";
    private const string Blobs = "the-platforms-blobs";

    private readonly TimeProvider? clock;
    private readonly int retries;
    private readonly string cache = Directory.CreateTempSubdirectory("tb-releases-").FullName;
    private ServiceProvider services;

    private CloudWorld(
        AwsAccount account, TimeProvider? clock, Func<AwsOptions, AwsOptions> adjust, int retries)
    {
        Account = account;
        this.clock = clock;
        this.retries = retries;
        Options = adjust(new AwsOptions
        {
            Region = AwsAccount.Region,
            Account = account.Id,
            DynamoDb = new DynamoDbOptions { FirstPause = TimeSpan.FromMilliseconds(1) },
            Doorbell = new DoorbellOptions { QueueUrl = new Uri(account.Endpoint, $"{account.Id}/{Queue}") },
            Blobs = new BlobOptions { Bucket = $"{Blobs}-{account.Id}" },
            Sockets = new SocketOptions { Endpoint = new Uri(account.Endpoint, "live") },
            Mail = new MailOptions { Host = "127.0.0.1", Security = MailSecurity.None, From = "tea@example.com" },
            Sites = new SiteOptions
            {
                Domain = "sites.example.com",
                CertificateArn = $"arn:aws:acm:us-east-1:{account.Id}:certificate/abc",
                CacheFolder = cache,
            },
        });
        services = Build();
    }

    public AwsAccount Account { get; }

    public AwsOptions Options { get; }

    /// <summary>What the adapters logged.</summary>
    public LogNotes Log { get; } = new();

    public override IServiceProvider Services => services;

    /// <param name="clock">In place of one that stands still.</param>
    /// <param name="adjust">Changes the options.</param>
    /// <param name="own">
    /// In place of the emulator that all tests share; then clients try once more by themselves, which is for real time.
    /// </param>
    public static async ValueTask<CloudWorld> OpenAsync(
        TimeProvider? clock = null, Func<AwsOptions, AwsOptions>? adjust = null, AwsEmulator? own = null)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var shared = await AwsEmulator.SharedAsync();

        // For clients that take their own keys, and nothing else, from who makes them.
        Environment.SetEnvironmentVariable("AWS_ENDPOINT_URL", shared.Endpoint.AbsoluteUri.TrimEnd('/'));
        Environment.SetEnvironmentVariable("AWS_EC2_METADATA_DISABLED", "true");
        var account = await (own ?? shared).OpenAccountAsync(cancellationToken);
        var world = new CloudWorld(account, clock, adjust ?? (options => options), own is null ? 0 : 1);
        await world.MakeAsync(cancellationToken);
        await account.ForgetCallsAsync(cancellationToken);
        return world;
    }

    /// <summary>The address of the queue that messages nobody understands end in.</summary>
    public string DeadLettersUrl => new Uri(Account.Endpoint, $"{Account.Id}/{DeadLetters}").AbsoluteUri;

    public override async ValueTask ReopenAsync()
    {
        await services.DisposeAsync();
        services = Build();
    }

    /// <summary>The same account, as another process has it.</summary>
    public ServiceProvider AnotherProcess() => Build();

    public override async ValueTask DisposeAsync()
    {
        await Account.EndFaultsAsync(TestContext.Current.CancellationToken);
        await services.DisposeAsync();
        await Account.DisposeAsync();
        Directory.Delete(cache, recursive: true);
    }

    private ServiceProvider Build() => new ServiceCollection()
        .AddSingleton(clock ?? Time)
        .AddSingleton(Log)
        .AddSingleton(typeof(ILogger<>), typeof(NotingLogger<>))
        .AddSingleton<IAmazonDynamoDB>(_ => new AmazonDynamoDBClient(
            Account.Credentials, Account.Configure(new AmazonDynamoDBConfig { MaxErrorRetry = retries })))
        .AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(
            Account.Credentials, Account.Configure(new AmazonSQSConfig { MaxErrorRetry = retries })))
        .AddSingleton<IAmazonS3>(_ => new AmazonS3Client(
            Account.Credentials,
            Account.Configure(new AmazonS3Config { MaxErrorRetry = retries, ForcePathStyle = true })))
        .AddSingleton<IAmazonIdentityManagementService>(_ => new AmazonIdentityManagementServiceClient(
            Account.Credentials, Global(new AmazonIdentityManagementServiceConfig { MaxErrorRetry = retries })))
        .AddSingleton<IAmazonCloudFront>(_ => new AmazonCloudFrontClient(
            Account.Credentials, Global(new AmazonCloudFrontConfig { MaxErrorRetry = retries })))
        .AddSingleton<IAmazonApiGatewayManagementApi>(_ => new AmazonApiGatewayManagementApiClient(
            Account.Credentials,
            new AmazonApiGatewayManagementApiConfig
            {
                ServiceURL = Options.Sockets.Endpoint!.AbsoluteUri,
                AuthenticationRegion = AwsAccount.Region,
                MaxErrorRetry = retries,
                Timeout = TimeSpan.FromSeconds(5),
            }))
        .AddAwsAdapters(Options)
        .BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });

    private T Global<T>(T config)
        where T : ClientConfig
    {
        Account.Configure(config).AuthenticationRegion = "us-east-1";
        return config;
    }

    /// <summary>What the stack of a stage makes.</summary>
    private async Task MakeAsync(CancellationToken cancellationToken)
    {
        await Get<IAmazonDynamoDB>().CreateTableAsync(
            TableRequests.Create(TableDefinition.Main, Options.DynamoDb.Table), cancellationToken);
        await Get<IAmazonDynamoDB>().CreateTableAsync(
            TableRequests.Create(TableDefinition.Resources, Options.DynamoDb.ResourcesTable), cancellationToken);
        await Get<IAmazonS3>().MakeBucketAsync(Options.Blobs.Bucket, cancellationToken);
        await Get<IAmazonSQS>().CreateQueueAsync(
            new CreateQueueRequest { QueueName = DeadLetters }, cancellationToken);
        await Get<IAmazonSQS>().CreateQueueAsync(
            new CreateQueueRequest
            {
                QueueName = Queue,
                Attributes = new Dictionary<string, string>
                {
                    ["VisibilityTimeout"] = "1",
                    ["RedrivePolicy"] =
                        $$"""{"deadLetterTargetArn":"arn:aws:sqs:{{AwsAccount.Region}}:{{Account.Id}}:{{DeadLetters}}","maxReceiveCount":"2"}""",
                },
            },
            cancellationToken);
    }
}
