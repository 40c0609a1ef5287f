using Amazon.ApiGatewayManagementApi.Model;
using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi;

/// <summary>What AWSSDK.ApiGatewayManagementApi does with the connections of a WebSocket API.</summary>
public interface IAmazonApiGatewayManagementApi : IAmazonService, IDisposable
{
    Task<PostToConnectionResponse> PostToConnectionAsync(
        PostToConnectionRequest request, CancellationToken cancellationToken = default);

    Task<GetConnectionResponse> GetConnectionAsync(
        GetConnectionRequest request, CancellationToken cancellationToken = default);

    Task<DeleteConnectionResponse> DeleteConnectionAsync(
        DeleteConnectionRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonApiGatewayManagementApiConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonApiGatewayManagementApiClient(awsCredentials, (AmazonApiGatewayManagementApiConfig)clientConfig);
}
