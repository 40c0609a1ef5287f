using Amazon.Runtime;
using TmuxBuilder.AwsSdk;

namespace Amazon.IdentityManagement.Model;

public interface IListAccessKeysPaginator
{
    IPaginatedEnumerable<ListAccessKeysResponse> Responses { get; }

    IPaginatedEnumerable<AccessKeyMetadata> AccessKeyMetadata { get; }
}

internal sealed class ListAccessKeysPaginator(IAmazonIdentityManagementService client, ListAccessKeysRequest request)
    : MarkerPaginator<ListAccessKeysResponse>, IListAccessKeysPaginator
{
    public IPaginatedEnumerable<ListAccessKeysResponse> Responses =>
        new PaginatedResponse<ListAccessKeysResponse>(this);

    public IPaginatedEnumerable<AccessKeyMetadata> AccessKeyMetadata =>
        new PaginatedResultKeyResponse<ListAccessKeysResponse, AccessKeyMetadata>(
            this, page => page.AccessKeyMetadata ?? []);

    protected override Task<ListAccessKeysResponse> PageAsync(string marker, CancellationToken cancellationToken)
    {
        request.Marker = marker ?? request.Marker;
        return client.ListAccessKeysAsync(request, cancellationToken);
    }

    protected override string NextMarker(ListAccessKeysResponse page) => page.IsTruncated == true ? page.Marker : null;
}
