using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi.Model;

public class PostToConnectionRequest : AmazonApiGatewayManagementApiRequest
{
    public string ConnectionId { get; set; }

    /// <summary>Up to 128 KB. A retry sends it again from where it stood.</summary>
    public MemoryStream Data { get; set; }
}

public class PostToConnectionResponse : AmazonWebServiceResponse;
