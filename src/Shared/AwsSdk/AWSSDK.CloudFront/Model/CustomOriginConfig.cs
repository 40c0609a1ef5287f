using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class CustomOriginConfig
{
    public int? HTTPPort { get; set; }

    public int? HTTPSPort { get; set; }

    public OriginProtocolPolicy OriginProtocolPolicy { get; set; }

    public OriginSslProtocols OriginSslProtocols { get; set; }

    internal XElement Raw { get; init; }

    internal static CustomOriginConfig Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        HTTPPort = element.Int("HTTPPort"),
        HTTPSPort = element.Int("HTTPSPort"),
        OriginProtocolPolicy = element.Text("OriginProtocolPolicy"),
        OriginSslProtocols = OriginSslProtocols.Read(element.Child("OriginSslProtocols")),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("HTTPPort", HTTPPort)
        .Add("HTTPSPort", HTTPSPort)
        .Add("OriginProtocolPolicy", OriginProtocolPolicy?.Value)
        .Add(OriginSslProtocols?.Write("OriginSslProtocols"), "OriginSslProtocols")
        .Done();
}
