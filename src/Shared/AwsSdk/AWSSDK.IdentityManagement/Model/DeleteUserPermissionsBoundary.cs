using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class DeleteUserPermissionsBoundaryRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }
}

public class DeleteUserPermissionsBoundaryResponse : AmazonWebServiceResponse;
