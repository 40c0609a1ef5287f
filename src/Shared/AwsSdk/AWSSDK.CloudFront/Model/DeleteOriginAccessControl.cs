using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class DeleteOriginAccessControlRequest : AmazonCloudFrontRequest
{
    public string Id { get; set; }

    public string IfMatch { get; set; }
}

public class DeleteOriginAccessControlResponse : AmazonWebServiceResponse;
