using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class TagUserRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public List<Tag> Tags { get; set; }
}

public class TagUserResponse : AmazonWebServiceResponse;
