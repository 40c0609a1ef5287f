using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class UpdateDistributionRequest : AmazonCloudFrontRequest
{
    public DistributionConfig DistributionConfig { get; set; }

    public string Id { get; set; }

    public string IfMatch { get; set; }
}

public class UpdateDistributionResponse : AmazonWebServiceResponse
{
    public Distribution Distribution { get; set; }

    public string ETag { get; set; }
}
