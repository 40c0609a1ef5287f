using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class ListDistributionsRequest : AmazonCloudFrontRequest
{
    public string Marker { get; set; }

    public string MaxItems { get; set; }
}

public class ListDistributionsResponse : AmazonWebServiceResponse
{
    public DistributionList DistributionList { get; set; }
}
