using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class ListOriginAccessControlsRequest : AmazonCloudFrontRequest
{
    public string Marker { get; set; }

    public string MaxItems { get; set; }
}

public class ListOriginAccessControlsResponse : AmazonWebServiceResponse
{
    public OriginAccessControlList OriginAccessControlList { get; set; }
}
