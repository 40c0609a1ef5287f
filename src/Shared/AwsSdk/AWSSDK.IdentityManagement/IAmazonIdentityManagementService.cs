using Amazon.IdentityManagement.Model;
using Amazon.Runtime;

namespace Amazon.IdentityManagement;

/// <summary>The operations of IAM that this product uses, as AWSSDK.IdentityManagement has them.</summary>
public interface IAmazonIdentityManagementService : IAmazonService, IDisposable
{
    IIdentityManagementServicePaginatorFactory Paginators { get; }

    Task<CreateUserResponse> CreateUserAsync(CreateUserRequest request, CancellationToken cancellationToken = default);

    Task<GetUserResponse> GetUserAsync(GetUserRequest request, CancellationToken cancellationToken = default);

    Task<DeleteUserResponse> DeleteUserAsync(DeleteUserRequest request, CancellationToken cancellationToken = default);

    Task<ListUsersResponse> ListUsersAsync(ListUsersRequest request, CancellationToken cancellationToken = default);

    Task<TagUserResponse> TagUserAsync(TagUserRequest request, CancellationToken cancellationToken = default);

    Task<ListUserTagsResponse> ListUserTagsAsync(
        ListUserTagsRequest request, CancellationToken cancellationToken = default);

    Task<PutUserPolicyResponse> PutUserPolicyAsync(
        PutUserPolicyRequest request, CancellationToken cancellationToken = default);

    Task<GetUserPolicyResponse> GetUserPolicyAsync(
        GetUserPolicyRequest request, CancellationToken cancellationToken = default);

    Task<DeleteUserPolicyResponse> DeleteUserPolicyAsync(
        DeleteUserPolicyRequest request, CancellationToken cancellationToken = default);

    Task<ListUserPoliciesResponse> ListUserPoliciesAsync(
        ListUserPoliciesRequest request, CancellationToken cancellationToken = default);

    Task<PutUserPermissionsBoundaryResponse> PutUserPermissionsBoundaryAsync(
        PutUserPermissionsBoundaryRequest request, CancellationToken cancellationToken = default);

    Task<DeleteUserPermissionsBoundaryResponse> DeleteUserPermissionsBoundaryAsync(
        DeleteUserPermissionsBoundaryRequest request, CancellationToken cancellationToken = default);

    Task<CreateAccessKeyResponse> CreateAccessKeyAsync(
        CreateAccessKeyRequest request, CancellationToken cancellationToken = default);

    Task<ListAccessKeysResponse> ListAccessKeysAsync(
        ListAccessKeysRequest request, CancellationToken cancellationToken = default);

    Task<UpdateAccessKeyResponse> UpdateAccessKeyAsync(
        UpdateAccessKeyRequest request, CancellationToken cancellationToken = default);

    Task<DeleteAccessKeyResponse> DeleteAccessKeyAsync(
        DeleteAccessKeyRequest request, CancellationToken cancellationToken = default);

    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonIdentityManagementServiceConfig();

    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig) =>
        new AmazonIdentityManagementServiceClient(
            awsCredentials, (AmazonIdentityManagementServiceConfig)clientConfig);
}
