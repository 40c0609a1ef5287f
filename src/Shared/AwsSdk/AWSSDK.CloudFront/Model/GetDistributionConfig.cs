using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class GetDistributionConfigRequest : AmazonCloudFrontRequest
{
    public string Id { get; set; }
}

public class GetDistributionConfigResponse : AmazonWebServiceResponse
{
    public DistributionConfig DistributionConfig { get; set; }

    public string ETag { get; set; }
}
