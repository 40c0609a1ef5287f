using Amazon.Runtime;

namespace Amazon.ApiGatewayManagementApi;

public class AmazonApiGatewayManagementApiRequest : AmazonWebServiceRequest;
