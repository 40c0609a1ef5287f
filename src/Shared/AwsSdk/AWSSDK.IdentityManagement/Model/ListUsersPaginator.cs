using Amazon.Runtime;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement.Model;

public interface IListUsersPaginator
{
    IPaginatedEnumerable<ListUsersResponse> Responses { get; }

    IPaginatedEnumerable<User> Users { get; }
}

internal sealed class ListUsersPaginator(IAmazonIdentityManagementService client, ListUsersRequest request)
    : MarkerPaginator<ListUsersResponse>, IListUsersPaginator
{
    public IPaginatedEnumerable<ListUsersResponse> Responses => new PaginatedResponse<ListUsersResponse>(this);

    public IPaginatedEnumerable<User> Users =>
        new PaginatedResultKeyResponse<ListUsersResponse, User>(this, page => page.Users ?? []);

    protected override Task<ListUsersResponse> PageAsync(string marker, CancellationToken cancellationToken)
    {
        request.Marker = marker ?? request.Marker;
        return client.ListUsersAsync(request, cancellationToken);
    }

    protected override string NextMarker(ListUsersResponse page) => page.IsTruncated == true ? page.Marker : null;
}
