using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class PutUserPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string PolicyName { get; set; }

    public string PolicyDocument { get; set; }
}

public class PutUserPolicyResponse : AmazonWebServiceResponse;
