using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class PutUserPermissionsBoundaryRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string PermissionsBoundary { get; set; }
}

public class PutUserPermissionsBoundaryResponse : AmazonWebServiceResponse;
