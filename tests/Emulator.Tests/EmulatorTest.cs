using Amazon.ApiGatewayManagementApi;
using Amazon.CloudFront;
using Amazon.DynamoDBv2;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Emulator.Tests;

/// <summary>A test with an account of its own.</summary>
public abstract class EmulatorTest : IAsyncLifetime
{
    protected static CancellationToken Stop => TestContext.Current.CancellationToken;

    protected AwsAccount Account { get; private set; } = null!;

    protected AmazonS3Client S3 => S3As(Account.Credentials);

    protected AmazonIdentityManagementServiceClient Iam => new(
        Account.Credentials, Account.Configure(new AmazonIdentityManagementServiceConfig { MaxErrorRetry = 0 }));

    protected AmazonDynamoDBClient Dynamo => DynamoAs(Account.Credentials);

    protected AmazonCloudFrontClient CloudFront => CloudFrontAs(Account.Credentials);

    protected AmazonSQSClient Sqs => new(
        Account.Credentials, Account.Configure(new AmazonSQSConfig { MaxErrorRetry = 0 }));

    protected AmazonSecurityTokenServiceClient StsAs(AWSCredentials caller) => new(
        caller, Account.Configure(new AmazonSecurityTokenServiceConfig { MaxErrorRetry = 0 }));

    protected AmazonApiGatewayManagementApiClient Management
    {
        get
        {
            var config = Account.Configure(new AmazonApiGatewayManagementApiConfig { MaxErrorRetry = 0 });
            config.ServiceURL = new Uri(Account.Endpoint, "prod").AbsoluteUri;
            return new AmazonApiGatewayManagementApiClient(Account.Credentials, config);
        }
    }

    public async ValueTask InitializeAsync() =>
        Account = await (await AwsEmulator.SharedAsync()).OpenAccountAsync(Stop);

    public async ValueTask DisposeAsync()
    {
        await Account.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    protected AmazonS3Client S3As(AWSCredentials caller) =>
        new(caller, Account.Configure(new AmazonS3Config { MaxErrorRetry = 0, ForcePathStyle = true }));

    protected AmazonDynamoDBClient DynamoAs(AWSCredentials caller) =>
        new(caller, Account.Configure(new AmazonDynamoDBConfig { MaxErrorRetry = 0 }));

    protected AmazonCloudFrontClient CloudFrontAs(AWSCredentials caller) =>
        new(caller, Account.Configure(new AmazonCloudFrontConfig { MaxErrorRetry = 0 }));

    /// <summary>A name for a bucket: they are one space for all accounts.</summary>
    protected string Named(string name) => $"{name}-{Account.Id}";

    protected async Task<string> BucketAsync(string name = "site")
    {
        await S3.PutBucketAsync(
            new Amazon.S3.Model.PutBucketRequest
            {
                BucketName = Named(name), BucketRegionName = AwsAccount.Region,
            },
            Stop);
        return Named(name);
    }

    /// <summary>A user with these statements, each "Effect Action Resource" or JSON of its own.</summary>
    protected async Task<AWSCredentials> UserAsync(string name, params string[] statements)
    {
        await Iam.CreateUserAsync(new CreateUserRequest { UserName = name, Path = "/tmux/" }, Stop);
        if (statements.Length > 0)
        {
            await Iam.PutUserPolicyAsync(
                new PutUserPolicyRequest
                {
                    UserName = name,
                    PolicyName = "p",
                    PolicyDocument = Policy(statements),
                },
                Stop);
        }

        var key = (await Iam.CreateAccessKeyAsync(new CreateAccessKeyRequest { UserName = name }, Stop)).AccessKey;
        return new BasicAWSCredentials(key.AccessKeyId, key.SecretAccessKey);
    }

    protected static string Policy(params string[] statements) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(',', statements.Select(Statement))}}]}""";

    protected static async Task RefusedAsync(Func<Task> act, string code = "AccessDenied")
    {
        var refusal = await Assert.ThrowsAnyAsync<AmazonServiceException>(act);
        Assert.Equal(code, refusal.ErrorCode);
    }

    private static string Statement(string text) =>
        text.StartsWith('{') ? text
        : text.Split(' ') is [var effect, var action, var resource]
            ? $$"""{"Effect":"{{effect}}","Action":"{{action}}","Resource":"{{resource}}"}"""
            : throw new ArgumentException(text);
}
