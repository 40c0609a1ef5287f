using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class ListUserTagsRequest : AmazonIdentityManagementServiceRequest
{
    public string UserName { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListUserTagsResponse : AmazonWebServiceResponse
{
    public List<Tag> Tags { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}
