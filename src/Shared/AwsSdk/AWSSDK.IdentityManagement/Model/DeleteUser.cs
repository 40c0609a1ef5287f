using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class DeleteUserRequest : AmazonIdentityManagementServiceRequest
{
    public DeleteUserRequest()
    {
    }

    public DeleteUserRequest(string userName) => UserName = userName;

    public string UserName { get; set; }
}

public class DeleteUserResponse : AmazonWebServiceResponse;
