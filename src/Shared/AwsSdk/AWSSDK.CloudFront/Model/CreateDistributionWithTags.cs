using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class CreateDistributionWithTagsRequest : AmazonCloudFrontRequest
{
    public DistributionConfigWithTags DistributionConfigWithTags { get; set; }
}

public class CreateDistributionWithTagsResponse : AmazonWebServiceResponse
{
    public Distribution Distribution { get; set; }

    public string Location { get; set; }

    public string ETag { get; set; }
}
