using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class Restrictions
{
    public GeoRestriction GeoRestriction { get; set; }

    internal XElement Raw { get; init; }

    internal static Restrictions Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        GeoRestriction = GeoRestriction.Read(element.Child("GeoRestriction")),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add(GeoRestriction?.Write("GeoRestriction"), "GeoRestriction")
        .Done();
}
