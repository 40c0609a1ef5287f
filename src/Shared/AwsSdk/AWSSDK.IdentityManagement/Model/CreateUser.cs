using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class CreateUserRequest : AmazonIdentityManagementServiceRequest
{
    public CreateUserRequest()
    {
    }

    public CreateUserRequest(string userName) => UserName = userName;

    public string Path { get; set; }

    public string UserName { get; set; }

    public string PermissionsBoundary { get; set; }

    public List<Tag> Tags { get; set; }
}

public class CreateUserResponse : AmazonWebServiceResponse
{
    public User User { get; set; }
}
