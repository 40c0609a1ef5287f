using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class GeoRestriction
{
    public GeoRestrictionType RestrictionType { get; set; }

    public int? Quantity { get; set; }

    public List<string> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static GeoRestriction Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        RestrictionType = element.Text("RestrictionType"),
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "Location", member => member.Value),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("RestrictionType", RestrictionType?.Value)
        .Add("Quantity", Quantity)
        .Add("Items", "Location", Items)
        .Done();
}
