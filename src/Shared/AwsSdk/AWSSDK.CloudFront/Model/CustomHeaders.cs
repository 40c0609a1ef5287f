using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class CustomHeaders
{
    public int? Quantity { get; set; }

    public List<OriginCustomHeader> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static CustomHeaders Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "OriginCustomHeader", OriginCustomHeader.Read),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Quantity", Quantity)
        .Add("Items", Items, item => item.Write("OriginCustomHeader"))
        .Done();
}
