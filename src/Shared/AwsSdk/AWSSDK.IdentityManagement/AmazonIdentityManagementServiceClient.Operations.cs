using Amazon.IdentityManagement.Model;

namespace Amazon.IdentityManagement;

public partial class AmazonIdentityManagementServiceClient
{
    public virtual Task<CreateUserResponse> CreateUserAsync(
        CreateUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateUserResponse>(request, Operations.CreateUser, cancellationToken);

    public virtual Task<GetUserResponse> GetUserAsync(
        GetUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetUserResponse>(request, Operations.GetUser, cancellationToken);

    public virtual Task<DeleteUserResponse> DeleteUserAsync(
        DeleteUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteUserResponse>(request, Operations.DeleteUser, cancellationToken);

    public virtual Task<ListUsersResponse> ListUsersAsync(
        ListUsersRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListUsersResponse>(request, Operations.ListUsers, cancellationToken);

    public virtual Task<TagUserResponse> TagUserAsync(
        TagUserRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<TagUserResponse>(request, Operations.TagUser, cancellationToken);

    public virtual Task<ListUserTagsResponse> ListUserTagsAsync(
        ListUserTagsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListUserTagsResponse>(request, Operations.ListUserTags, cancellationToken);

    public virtual Task<PutUserPolicyResponse> PutUserPolicyAsync(
        PutUserPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutUserPolicyResponse>(request, Operations.PutUserPolicy, cancellationToken);

    public virtual Task<GetUserPolicyResponse> GetUserPolicyAsync(
        GetUserPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetUserPolicyResponse>(request, Operations.GetUserPolicy, cancellationToken);

    public virtual Task<DeleteUserPolicyResponse> DeleteUserPolicyAsync(
        DeleteUserPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteUserPolicyResponse>(request, Operations.DeleteUserPolicy, cancellationToken);

    public virtual Task<ListUserPoliciesResponse> ListUserPoliciesAsync(
        ListUserPoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListUserPoliciesResponse>(request, Operations.ListUserPolicies, cancellationToken);

    public virtual Task<PutUserPermissionsBoundaryResponse> PutUserPermissionsBoundaryAsync(
        PutUserPermissionsBoundaryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutUserPermissionsBoundaryResponse>(
            request, Operations.PutUserPermissionsBoundary, cancellationToken);

    public virtual Task<DeleteUserPermissionsBoundaryResponse> DeleteUserPermissionsBoundaryAsync(
        DeleteUserPermissionsBoundaryRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteUserPermissionsBoundaryResponse>(
            request, Operations.DeleteUserPermissionsBoundary, cancellationToken);

    public virtual Task<CreateAccessKeyResponse> CreateAccessKeyAsync(
        CreateAccessKeyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateAccessKeyResponse>(request, Operations.CreateAccessKey, cancellationToken);

    public virtual Task<ListAccessKeysResponse> ListAccessKeysAsync(
        ListAccessKeysRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAccessKeysResponse>(request, Operations.ListAccessKeys, cancellationToken);

    public virtual Task<UpdateAccessKeyResponse> UpdateAccessKeyAsync(
        UpdateAccessKeyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<UpdateAccessKeyResponse>(request, Operations.UpdateAccessKey, cancellationToken);

    public virtual Task<DeleteAccessKeyResponse> DeleteAccessKeyAsync(
        DeleteAccessKeyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DeleteAccessKeyResponse>(request, Operations.DeleteAccessKey, cancellationToken);
}
