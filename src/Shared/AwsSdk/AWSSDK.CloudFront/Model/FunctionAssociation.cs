using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class FunctionAssociation
{
    public string FunctionARN { get; set; }

    public EventType EventType { get; set; }

    internal XElement Raw { get; init; }

    internal static FunctionAssociation Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        FunctionARN = element.Text("FunctionARN"),
        EventType = element.Text("EventType"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("FunctionARN", FunctionARN)
        .Add("EventType", EventType?.Value)
        .Done();
}
