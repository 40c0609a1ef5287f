using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi.Model;

public class DeleteConnectionRequest : AmazonApiGatewayManagementApiRequest
{
    public string ConnectionId { get; set; }
}

public class DeleteConnectionResponse : AmazonWebServiceResponse;
