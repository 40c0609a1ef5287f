using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class FunctionSummary
{
    public string Name { get; set; }

    public string Status { get; set; }

    public FunctionConfig FunctionConfig { get; set; }

    public FunctionMetadata FunctionMetadata { get; set; }

    internal static FunctionSummary Read(XElement element) => element is null ? null : new()
    {
        Name = element.Text("Name"),
        Status = element.Text("Status"),
        FunctionConfig = FunctionConfig.Read(element.Child("FunctionConfig")),
        FunctionMetadata = FunctionMetadata.Read(element.Child("FunctionMetadata")),
    };
}
