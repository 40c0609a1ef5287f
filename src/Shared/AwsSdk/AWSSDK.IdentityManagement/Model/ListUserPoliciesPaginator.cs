using Amazon.Runtime;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement.Model;

public interface IListUserPoliciesPaginator
{
    IPaginatedEnumerable<ListUserPoliciesResponse> Responses { get; }

    IPaginatedEnumerable<string> PolicyNames { get; }
}

internal sealed class ListUserPoliciesPaginator(
    IAmazonIdentityManagementService client, ListUserPoliciesRequest request)
    : MarkerPaginator<ListUserPoliciesResponse>, IListUserPoliciesPaginator
{
    public IPaginatedEnumerable<ListUserPoliciesResponse> Responses =>
        new PaginatedResponse<ListUserPoliciesResponse>(this);

    public IPaginatedEnumerable<string> PolicyNames =>
        new PaginatedResultKeyResponse<ListUserPoliciesResponse, string>(this, page => page.PolicyNames ?? []);

    protected override Task<ListUserPoliciesResponse> PageAsync(string marker, CancellationToken cancellationToken)
    {
        request.Marker = marker ?? request.Marker;
        return client.ListUserPoliciesAsync(request, cancellationToken);
    }

    protected override string NextMarker(ListUserPoliciesResponse page) =>
        page.IsTruncated == true ? page.Marker : null;
}
