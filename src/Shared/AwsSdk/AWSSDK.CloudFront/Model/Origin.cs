using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class Origin
{
    public string Id { get; set; }

    public string DomainName { get; set; }

    public string OriginPath { get; set; }

    public CustomHeaders CustomHeaders { get; set; }

    public S3OriginConfig S3OriginConfig { get; set; }

    public CustomOriginConfig CustomOriginConfig { get; set; }

    public int? ConnectionAttempts { get; set; }

    public int? ConnectionTimeout { get; set; }

    public string OriginAccessControlId { get; set; }

    internal XElement Raw { get; init; }

    internal static Origin Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Id = element.Text("Id"),
        DomainName = element.Text("DomainName"),
        OriginPath = element.Text("OriginPath"),
        CustomHeaders = CustomHeaders.Read(element.Child("CustomHeaders")),
        S3OriginConfig = S3OriginConfig.Read(element.Child("S3OriginConfig")),
        CustomOriginConfig = CustomOriginConfig.Read(element.Child("CustomOriginConfig")),
        ConnectionAttempts = element.Int("ConnectionAttempts"),
        ConnectionTimeout = element.Int("ConnectionTimeout"),
        OriginAccessControlId = element.Text("OriginAccessControlId"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Id", Id)
        .Add("DomainName", DomainName)
        .Add("OriginPath", OriginPath)
        .Add(CustomHeaders?.Write("CustomHeaders"), "CustomHeaders")
        .Add(S3OriginConfig?.Write("S3OriginConfig"), "S3OriginConfig")
        .Add(CustomOriginConfig?.Write("CustomOriginConfig"), "CustomOriginConfig")
        .Add("ConnectionAttempts", ConnectionAttempts)
        .Add("ConnectionTimeout", ConnectionTimeout)
        .Add("OriginAccessControlId", OriginAccessControlId)
        .Done();
}
