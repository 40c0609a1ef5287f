using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class CreateDistributionRequest : AmazonCloudFrontRequest
{
    public DistributionConfig DistributionConfig { get; set; }
}

public class CreateDistributionResponse : AmazonWebServiceResponse
{
    public Distribution Distribution { get; set; }

    public string Location { get; set; }

    public string ETag { get; set; }
}
