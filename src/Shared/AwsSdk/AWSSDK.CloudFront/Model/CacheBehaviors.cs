using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class CacheBehaviors
{
    public int? Quantity { get; set; }

    public List<CacheBehavior> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static CacheBehaviors Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "CacheBehavior", CacheBehavior.Read),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Quantity", Quantity)
        .Add("Items", Items, item => item.Write("CacheBehavior"))
        .Done();
}
