using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class TagResourceRequest : AmazonCloudFrontRequest
{
    public string Resource { get; set; }

    public Tags Tags { get; set; }
}

public class TagResourceResponse : AmazonWebServiceResponse;
