using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class GetDistributionRequest : AmazonCloudFrontRequest
{
    public string Id { get; set; }
}

public class GetDistributionResponse : AmazonWebServiceResponse
{
    public Distribution Distribution { get; set; }

    public string ETag { get; set; }
}
