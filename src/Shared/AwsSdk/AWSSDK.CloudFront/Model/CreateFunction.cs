using Amazon.Runtime;

namespace Amazon.CloudFront.Model;

public class CreateFunctionRequest : AmazonCloudFrontRequest
{
    public string Name { get; set; }

    public FunctionConfig FunctionConfig { get; set; }

    public MemoryStream FunctionCode { get; set; }
}

public class CreateFunctionResponse : AmazonWebServiceResponse
{
    public FunctionSummary FunctionSummary { get; set; }

    public string Location { get; set; }

    public string ETag { get; set; }
}
