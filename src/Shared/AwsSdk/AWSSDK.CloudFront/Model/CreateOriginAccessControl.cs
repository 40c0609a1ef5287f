using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class CreateOriginAccessControlRequest : AmazonCloudFrontRequest
{
    public OriginAccessControlConfig OriginAccessControlConfig { get; set; }
}

public class CreateOriginAccessControlResponse : AmazonWebServiceResponse
{
    public OriginAccessControl OriginAccessControl { get; set; }

    public string Location { get; set; }

    public string ETag { get; set; }
}
