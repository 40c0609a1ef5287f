using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class DeleteAccessKeyRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string AccessKeyId { get; set; }
}

public class DeleteAccessKeyResponse : AmazonWebServiceResponse;
