using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class GetOriginAccessControlRequest : AmazonCloudFrontRequest
{
    public string Id { get; set; }
}

public class GetOriginAccessControlResponse : AmazonWebServiceResponse
{
    public OriginAccessControl OriginAccessControl { get; set; }

    public string ETag { get; set; }
}
