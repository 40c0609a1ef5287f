using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class ListUserPoliciesRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListUserPoliciesResponse : AmazonWebServiceResponse
{
    public List<string> PolicyNames { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}
