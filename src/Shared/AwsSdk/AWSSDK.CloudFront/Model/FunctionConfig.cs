using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class FunctionConfig
{
    public string Comment { get; set; }

    public FunctionRuntime Runtime { get; set; }

    internal XElement Raw { get; init; }

    internal static FunctionConfig Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Comment = element.Text("Comment"),
        Runtime = element.Text("Runtime"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Comment", Comment)
        .Add("Runtime", Runtime?.Value)
        .Done();
}
