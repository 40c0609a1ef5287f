using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class GetUserRequest : AmazonIdentityManagementServiceRequest
{
    public GetUserRequest()
    {
    }

    public GetUserRequest(string userName) => UserName = userName;

    public string UserName { get; set; }
}

public class GetUserResponse : AmazonWebServiceResponse
{
    public User User { get; set; }
}
