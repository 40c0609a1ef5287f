using Amazon.ApiGatewayManagementApi;
using Amazon.CloudFront;
using Amazon.DynamoDBv2;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecurityToken;
using Amazon.SQS;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Adapters.Aws.Tests.Isolation;

/// <summary>The clients of somebody who has these keys.</summary>
internal sealed class Caller(AwsAccount account, string keyId, string secret)
{
    private readonly BasicAWSCredentials keys = new(keyId, secret);

    public string KeyId => keyId;

    public string Secret => secret;

    public AmazonS3Client S3 => new(keys, With(new AmazonS3Config { ForcePathStyle = true }));

    public AmazonCloudFrontClient CloudFront => new(keys, Global(new AmazonCloudFrontConfig()));

    public AmazonIdentityManagementServiceClient Iam => new(keys, Global(new AmazonIdentityManagementServiceConfig()));

    public AmazonSecurityTokenServiceClient Sts => new(keys, With(new AmazonSecurityTokenServiceConfig()));

    public AmazonSQSClient Sqs => new(keys, With(new AmazonSQSConfig()));

    public AmazonDynamoDBClient Tables => new(keys, With(new AmazonDynamoDBConfig()));

    public AmazonApiGatewayManagementApiClient Sockets => new(
        keys,
        new AmazonApiGatewayManagementApiConfig
        {
            ServiceURL = new Uri(account.Endpoint, "live").AbsoluteUri,
            AuthenticationRegion = AwsAccount.Region,
            MaxErrorRetry = 0,
        });

    private T With<T>(T config)
        where T : ClientConfig
    {
        account.Configure(config).MaxErrorRetry = 0;
        return config;
    }

    private T Global<T>(T config)
        where T : ClientConfig
    {
        With(config).AuthenticationRegion = "us-east-1";
        return config;
    }
}
