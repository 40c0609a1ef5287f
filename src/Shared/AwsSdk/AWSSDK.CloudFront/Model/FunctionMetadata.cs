using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class FunctionMetadata
{
    public string FunctionARN { get; set; }

    public FunctionStage Stage { get; set; }

    public DateTime? CreatedTime { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    internal static FunctionMetadata Read(XElement element) => element is null ? null : new()
    {
        FunctionARN = element.Text("FunctionARN"),
        Stage = element.Text("Stage"),
        CreatedTime = element.Time("CreatedTime"),
        LastModifiedTime = element.Time("LastModifiedTime"),
    };
}
