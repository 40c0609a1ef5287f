using Amazon;
using Amazon.ApiGatewayManagementApi;
using Amazon.CloudFront;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace TmuxBuilder.Adapters.Aws.Calls;

/// <summary>
/// Registers the clients, each with a time limit and few tries; what is registered already stays. They take the
/// platform's credentials from their surroundings, and their address from <c>AWS_ENDPOINT_URL…</c> where that is set.
/// </summary>
internal static class AwsClients
{
    private const int Retries = 3;

    // A poll waits twenty seconds; an upload's part is eight megabytes.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LongestPost = TimeSpan.FromSeconds(5);

    extension(IServiceCollection services)
    {
        public void AddSqs(AwsOptions options) =>
            services.TryAddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(Set(new AmazonSQSConfig(), options)));

        public void AddS3(AwsOptions options) =>
            services.TryAddSingleton<IAmazonS3>(_ => new AmazonS3Client(WithPaths(Set(new AmazonS3Config(), options))));

        public void AddIam(AwsOptions options) =>
            services.TryAddSingleton<IAmazonIdentityManagementService>(_ =>
                new AmazonIdentityManagementServiceClient(
                    Set(new AmazonIdentityManagementServiceConfig(), options)));

        public void AddCloudFront(AwsOptions options) =>
            services.TryAddSingleton<IAmazonCloudFront>(_ =>
                new AmazonCloudFrontClient(Set(new AmazonCloudFrontConfig(), options)));

        /// <summary>
        /// The channel itself decides what is tried again and when; the client's one try is for a wrong clock, of which
        /// only it learns.
        /// </summary>
        public void AddManagementApi(AwsOptions options) =>
            services.TryAddSingleton<IAmazonApiGatewayManagementApi>(_ =>
                new AmazonApiGatewayManagementApiClient(new AmazonApiGatewayManagementApiConfig
                {
                    ServiceURL = options.Sockets.Endpoint?.AbsoluteUri.TrimEnd('/'),
                    AuthenticationRegion = options.Region,
                    Timeout = LongestPost,
                    MaxErrorRetry = 1,
                    DefaultAWSCredentials = OfEnvironment,
                }));
    }

    /// <summary>
    /// The environment's credentials, where it has some, as functions do. They come first in the SDK's own search, too,
    /// but that also begins to watch files for a change of mind.
    /// </summary>
    public static AWSCredentials? OfEnvironment =>
        IsSet("AWS_ACCESS_KEY_ID") && IsSet("AWS_SECRET_ACCESS_KEY") ? new EnvironmentVariablesAWSCredentials() : null;

    /// <summary>Gives a client's settings their region, credentials and limits.</summary>
    public static T Set<T>(T config, AwsOptions options)
        where T : ClientConfig
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(options.Region);
        config.DefaultAWSCredentials = OfEnvironment;
        config.Timeout = Longest;
        config.RetryMode = RequestRetryMode.Standard;
        config.MaxErrorRetry = Retries;
        return config;
    }

    private static bool IsSet(string variable) => Environment.GetEnvironmentVariable(variable) is { Length: > 0 };

    /// <summary>An emulator on this machine has one address for all buckets, which are in the path then.</summary>
    private static AmazonS3Config WithPaths(AmazonS3Config config)
    {
        config.ForcePathStyle = Uri.TryCreate(config.ServiceURL, UriKind.Absolute, out var own) && own.IsLoopback;
        return config;
    }
}
