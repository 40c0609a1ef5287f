using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }

    internal XElement Raw { get; init; }

    internal static Tag Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Key = element.Text("Key"),
        Value = element.Text("Value"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Key", Key)
        .Add("Value", Value)
        .Done();
}
