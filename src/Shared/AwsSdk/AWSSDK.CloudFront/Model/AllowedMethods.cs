using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class AllowedMethods
{
    public int? Quantity { get; set; }

    public List<string> Items { get; set; }

    public CachedMethods CachedMethods { get; set; }

    internal XElement Raw { get; init; }

    internal static AllowedMethods Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "Method", member => member.Value),
        CachedMethods = CachedMethods.Read(element.Child("CachedMethods")),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Quantity", Quantity)
        .Add("Items", "Method", Items)
        .Add(CachedMethods?.Write("CachedMethods"), "CachedMethods")
        .Done();
}
