using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class DescribeFunctionRequest : AmazonCloudFrontRequest
{
    public string Name { get; set; }

    public FunctionStage Stage { get; set; }
}

public class DescribeFunctionResponse : AmazonWebServiceResponse
{
    public FunctionSummary FunctionSummary { get; set; }

    public string ETag { get; set; }
}
