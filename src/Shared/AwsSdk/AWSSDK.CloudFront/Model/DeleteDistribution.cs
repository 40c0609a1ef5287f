using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class DeleteDistributionRequest : AmazonCloudFrontRequest
{
    public string Id { get; set; }

    public string IfMatch { get; set; }
}

public class DeleteDistributionResponse : AmazonWebServiceResponse;
