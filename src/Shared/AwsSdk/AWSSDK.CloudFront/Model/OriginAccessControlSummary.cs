using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class OriginAccessControlSummary
{
    public string Id { get; set; }

    public string Description { get; set; }

    public string Name { get; set; }

    public OriginAccessControlSigningProtocols SigningProtocol { get; set; }

    public OriginAccessControlSigningBehaviors SigningBehavior { get; set; }

    public OriginAccessControlOriginTypes OriginAccessControlOriginType { get; set; }

    internal static OriginAccessControlSummary Read(XElement element) => element is null ? null : new()
    {
        Id = element.Text("Id"),
        Description = element.Text("Description"),
        Name = element.Text("Name"),
        SigningProtocol = element.Text("SigningProtocol"),
        SigningBehavior = element.Text("SigningBehavior"),
        OriginAccessControlOriginType = element.Text("OriginAccessControlOriginType"),
    };
}
