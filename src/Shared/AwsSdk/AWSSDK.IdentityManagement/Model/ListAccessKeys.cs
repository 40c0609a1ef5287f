using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class ListAccessKeysRequest : AmazonIdentityManagementServiceRequest
{
    public ListAccessKeysRequest()
    {
    }

    public string UserName { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListAccessKeysResponse : AmazonWebServiceResponse
{
    public List<AccessKeyMetadata> AccessKeyMetadata { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}
