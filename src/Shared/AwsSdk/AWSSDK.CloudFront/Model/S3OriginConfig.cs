using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class S3OriginConfig
{
    public string OriginAccessIdentity { get; set; }

    internal XElement Raw { get; init; }

    internal static S3OriginConfig Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        OriginAccessIdentity = element.Text("OriginAccessIdentity"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("OriginAccessIdentity", OriginAccessIdentity)
        .Done();
}
