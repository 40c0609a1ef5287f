using Amazon.ApiGatewayManagementApi.Model;

namespace Amazon.ApiGatewayManagementApi;

public partial class AmazonApiGatewayManagementApiClient
{
    public virtual Task<PostToConnectionResponse> PostToConnectionAsync(
        PostToConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PostToConnectionResponse>(request, Operations.PostToConnection, cancellationToken);

    public virtual Task<GetConnectionResponse> GetConnectionAsync(
        GetConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetConnectionResponse>(request, Operations.GetConnection, cancellationToken);

    public virtual Task<DeleteConnectionResponse> DeleteConnectionAsync(
        DeleteConnectionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteConnectionResponse>(request, Operations.DeleteConnection, cancellationToken);
}
