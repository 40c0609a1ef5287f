using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class ListTagsForResourceRequest : AmazonCloudFrontRequest
{
    public string Resource { get; set; }
}

public class ListTagsForResourceResponse : AmazonWebServiceResponse
{
    public Tags Tags { get; set; }
}
