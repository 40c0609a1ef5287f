using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class DeleteUserPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string PolicyName { get; set; }
}

public class DeleteUserPolicyResponse : AmazonWebServiceResponse;
