using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class UpdateAccessKeyRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string AccessKeyId { get; set; }

    public StatusType Status { get; set; }
}

public class UpdateAccessKeyResponse : AmazonWebServiceResponse;
