namespace Amazon.IdentityManagement.Model;

public interface IIdentityManagementServicePaginatorFactory
{
    IListUsersPaginator ListUsers(ListUsersRequest request);

    IListUserTagsPaginator ListUserTags(ListUserTagsRequest request);

    IListUserPoliciesPaginator ListUserPolicies(ListUserPoliciesRequest request);

    IListAccessKeysPaginator ListAccessKeys(ListAccessKeysRequest request);
}

internal sealed class IdentityManagementServicePaginatorFactory(IAmazonIdentityManagementService client)
    : IIdentityManagementServicePaginatorFactory
{
    public IListUsersPaginator ListUsers(ListUsersRequest request) => new ListUsersPaginator(client, request);

    public IListUserTagsPaginator ListUserTags(ListUserTagsRequest request) =>
        new ListUserTagsPaginator(client, request);

    public IListUserPoliciesPaginator ListUserPolicies(ListUserPoliciesRequest request) =>
        new ListUserPoliciesPaginator(client, request);

    public IListAccessKeysPaginator ListAccessKeys(ListAccessKeysRequest request) =>
        new ListAccessKeysPaginator(client, request);
}
