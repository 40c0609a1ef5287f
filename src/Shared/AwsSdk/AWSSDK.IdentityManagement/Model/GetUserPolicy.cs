using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class GetUserPolicyRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string PolicyName { get; set; }
}

public class GetUserPolicyResponse : AmazonWebServiceResponse
{
    public string UserName { get; set; }

    public string PolicyName { get; set; }

    public string PolicyDocument { get; set; }
}
