using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class Tags
{
    public List<Tag> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static Tags Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Items = element.Members("Items", "Tag", Tag.Read),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Items", Items, item => item.Write("Tag"))
        .Done();
}
