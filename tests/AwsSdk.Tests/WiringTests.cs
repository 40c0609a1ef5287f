using Amazon;
using Amazon.ApiGatewayManagementApi;
using Amazon.ApiGatewayManagementApi.Model;
using Amazon.CloudFront;
using Amazon.CloudFront.Model;
using Amazon.Extensions.NETCore.Setup;
using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace TmuxBuilder.AwsSdk.Tests;

/// <summary>
/// The clients are made, configured and redirected like every other of the SDK. No other test here reads the
/// environment that these change: all others name their endpoint and their keys.
/// </summary>
public sealed class WiringTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_registered_client_goes_where_the_environment_says()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, Calls.Answer("iam", "GetUser")).Answer(200, "<R/>").Answer(200);
        using var iamUrl = new EnvironmentVariable("AWS_ENDPOINT_URL_IAM", loopback.Url);
        using var allUrl = new EnvironmentVariable("AWS_ENDPOINT_URL", loopback.Url);
        await using var services = new ServiceCollection()
            .AddDefaultAWSOptions(new AWSOptions
            {
                Region = RegionEndpoint.EUCentral1,
                Credentials = new SessionAWSCredentials(SignatureV4.KeyId, SignatureV4.Secret, "token"),
            })
            .AddAWSService<IAmazonIdentityManagementService>()
            .AddAWSService<IAmazonCloudFront>()
            // The SDK reads a region out of an overridden address if it can, and takes us-east-1 if it cannot.
            .AddAWSService<IAmazonApiGatewayManagementApi>((config, _) => config.AuthenticationRegion = "eu-central-1")
            .BuildServiceProvider();

        await services.GetRequiredService<IAmazonIdentityManagementService>()
            .GetUserAsync(new GetUserRequest { UserName = "u" }, Token);
        await services.GetRequiredService<IAmazonCloudFront>()
            .ListDistributionsAsync(new ListDistributionsRequest(), Token);
        await services.GetRequiredService<IAmazonApiGatewayManagementApi>()
            .DeleteConnectionAsync(new DeleteConnectionRequest { ConnectionId = "c" }, Token);

        Assert.Equal(
            [
                "us-east-1/iam/aws4_request", "us-east-1/cloudfront/aws4_request",
                "eu-central-1/execute-api/aws4_request",
            ],
            loopback.Requests.Select(request => SignatureV4.Scope(request.Headers["authorization"])));
        Assert.All(loopback.Requests, request => Assert.Equal("token", request.Headers["x-amz-security-token"]));
    }

    [Fact]
    public async Task Keys_come_from_the_environment_when_none_are_given()
    {
        await using var loopback = await Loopback.StartAsync();
        loopback.Answer(200, Calls.Answer("iam", "GetUser"));
        using var id = new EnvironmentVariable("AWS_ACCESS_KEY_ID", "AKIDFROMENV");
        using var secret = new EnvironmentVariable("AWS_SECRET_ACCESS_KEY", "secret");
        using var client = new AmazonIdentityManagementServiceClient(
            loopback.Route(new AmazonIdentityManagementServiceConfig(), "http://iam.amazonaws.com", null!));

        await client.GetUserAsync(new GetUserRequest { UserName = "u" }, Token);

        Assert.Contains(
            "Credential=AKIDFROMENV/", Assert.Single(loopback.Requests).Headers["authorization"],
            StringComparison.Ordinal);
    }

    [Fact]
    public void Each_service_has_its_own_address()
    {
        var region = RegionEndpoint.EUCentral1;

        Assert.Equal(
            [
                "https://iam.amazonaws.com", "https://cloudfront.amazonaws.com",
                "https://execute-api.eu-central-1.amazonaws.com",
            ],
            new ClientConfig[]
            {
                new AmazonIdentityManagementServiceConfig(), new AmazonCloudFrontConfig(),
                new AmazonApiGatewayManagementApiConfig(),
            }
            .Select(config =>
            {
                (config.RegionEndpoint, config.IgnoreConfiguredEndpointUrls) = (region, true);
                return config.DetermineServiceOperationEndpoint(null).URL.TrimEnd('/');
            }));
    }

    private sealed class EnvironmentVariable : IDisposable
    {
        private readonly string _name;
        private readonly string? _before;

        public EnvironmentVariable(string name, string value)
        {
            (_name, _before) = (name, Environment.GetEnvironmentVariable(name));
            Environment.SetEnvironmentVariable(name, value);
        }

        public void Dispose() => Environment.SetEnvironmentVariable(_name, _before);
    }
}
