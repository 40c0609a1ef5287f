using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class CreateAccessKeyRequest : AmazonIdentityManagementServiceRequest
{
    public CreateAccessKeyRequest()
    {
    }

    public string UserName { get; set; }
}

public class CreateAccessKeyResponse : AmazonWebServiceResponse
{
    public AccessKey AccessKey { get; set; }
}
