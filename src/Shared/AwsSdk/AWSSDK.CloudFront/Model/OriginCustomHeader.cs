using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class OriginCustomHeader
{
    public string HeaderName { get; set; }

    public string HeaderValue { get; set; }

    internal XElement Raw { get; init; }

    internal static OriginCustomHeader Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        HeaderName = element.Text("HeaderName"),
        HeaderValue = element.Text("HeaderValue"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("HeaderName", HeaderName)
        .Add("HeaderValue", HeaderValue)
        .Done();
}
