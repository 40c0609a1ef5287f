using Amazon.Runtime;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement.Model;

public interface IListUserTagsPaginator
{
    IPaginatedEnumerable<ListUserTagsResponse> Responses { get; }

    IPaginatedEnumerable<Tag> Tags { get; }
}

internal sealed class ListUserTagsPaginator(IAmazonIdentityManagementService client, ListUserTagsRequest request)
    : MarkerPaginator<ListUserTagsResponse>, IListUserTagsPaginator
{
    public IPaginatedEnumerable<ListUserTagsResponse> Responses => new PaginatedResponse<ListUserTagsResponse>(this);

    public IPaginatedEnumerable<Tag> Tags =>
        new PaginatedResultKeyResponse<ListUserTagsResponse, Tag>(this, page => page.Tags ?? []);

    protected override Task<ListUserTagsResponse> PageAsync(string marker, CancellationToken cancellationToken)
    {
        request.Marker = marker ?? request.Marker;
        return client.ListUserTagsAsync(request, cancellationToken);
    }

    protected override string NextMarker(ListUserTagsResponse page) => page.IsTruncated == true ? page.Marker : null;
}
