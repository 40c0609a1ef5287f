using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class OriginAccessControlConfig
{
    public string Name { get; set; }

    public string Description { get; set; }

    public OriginAccessControlSigningProtocols SigningProtocol { get; set; }

    public OriginAccessControlSigningBehaviors SigningBehavior { get; set; }

    public OriginAccessControlOriginTypes OriginAccessControlOriginType { get; set; }

    internal XElement Raw { get; init; }

    internal static OriginAccessControlConfig Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Name = element.Text("Name"),
        Description = element.Text("Description"),
        SigningProtocol = element.Text("SigningProtocol"),
        SigningBehavior = element.Text("SigningBehavior"),
        OriginAccessControlOriginType = element.Text("OriginAccessControlOriginType"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Name", Name)
        .Add("Description", Description)
        .Add("SigningProtocol", SigningProtocol?.Value)
        .Add("SigningBehavior", SigningBehavior?.Value)
        .Add("OriginAccessControlOriginType", OriginAccessControlOriginType?.Value)
        .Done();
}
