using Amazon.ApiGatewayManagementApi;
using Amazon.CloudFront;
using Amazon.IdentityManagement;

namespace TmuxBuilder.AwsSdk.Tests;

internal static class Clients
{
    public const string Stage = "http://a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com/prod";

    public static AmazonIdentityManagementServiceClient Iam(this Loopback loopback, int retries = 0) => new(
        SignatureV4.KeyId, SignatureV4.Secret,
        loopback.Route(new AmazonIdentityManagementServiceConfig(), "http://iam.amazonaws.com", null!, retries));

    public static AmazonApiGatewayManagementApiClient Management(this Loopback loopback, int retries = 0) => new(
        SignatureV4.KeyId, SignatureV4.Secret,
        loopback.Route(new AmazonApiGatewayManagementApiConfig(), Stage, "eu-central-1", retries));

    public static AmazonCloudFrontClient CloudFront(this Loopback loopback, int retries = 0) => new(
        SignatureV4.KeyId, SignatureV4.Secret,
        loopback.Route(new AmazonCloudFrontConfig(), "http://cloudfront.amazonaws.com", null!, retries));
}
