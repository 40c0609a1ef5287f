using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi.Model;

public class GetConnectionRequest : AmazonApiGatewayManagementApiRequest
{
    public string ConnectionId { get; set; }
}

public class GetConnectionResponse : AmazonWebServiceResponse
{
    public DateTime? ConnectedAt { get; set; }

    public Identity Identity { get; set; }

    public DateTime? LastActiveAt { get; set; }
}
