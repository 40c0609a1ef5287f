using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class CachedMethods
{
    public int? Quantity { get; set; }

    public List<string> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static CachedMethods Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "Method", member => member.Value),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Quantity", Quantity)
        .Add("Items", "Method", Items)
        .Done();
}
