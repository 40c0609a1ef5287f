using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class DistributionConfigWithTags
{
    public DistributionConfig DistributionConfig { get; set; }

    public Tags Tags { get; set; }

    internal XElement Raw { get; init; }

    internal static DistributionConfigWithTags Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        DistributionConfig = DistributionConfig.Read(element.Child("DistributionConfig")),
        Tags = Tags.Read(element.Child("Tags")),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add(DistributionConfig?.Write("DistributionConfig"), "DistributionConfig")
        .Add(Tags?.Write("Tags"), "Tags")
        .Done();
}
