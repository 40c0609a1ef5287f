using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class OriginAccessControl
{
    public string Id { get; set; }

    public OriginAccessControlConfig OriginAccessControlConfig { get; set; }

    internal static OriginAccessControl Read(XElement element) => element is null ? null : new()
    {
        Id = element.Text("Id"),
        OriginAccessControlConfig = OriginAccessControlConfig.Read(element.Child("OriginAccessControlConfig")),
    };
}
