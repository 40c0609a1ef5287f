using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class PublishFunctionRequest : AmazonCloudFrontRequest
{
    public string Name { get; set; }

    public string IfMatch { get; set; }
}

public class PublishFunctionResponse : AmazonWebServiceResponse
{
    public FunctionSummary FunctionSummary { get; set; }
}
