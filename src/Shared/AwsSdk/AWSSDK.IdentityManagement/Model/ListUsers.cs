using Amazon.Runtime;

namespace Amazon.IdentityManagement.Model;

public class ListUsersRequest : AmazonIdentityManagementServiceRequest
{
    public ListUsersRequest()
    {
    }

    public string PathPrefix { get; set; }

    public string Marker { get; set; }

    public int? MaxItems { get; set; }
}

public class ListUsersResponse : AmazonWebServiceResponse
{
    public List<User> Users { get; set; }

    public bool? IsTruncated { get; set; }

    public string Marker { get; set; }
}
