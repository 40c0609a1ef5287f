using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class DistributionConfig
{
    public string CallerReference { get; set; }

    public Aliases Aliases { get; set; }

    public string DefaultRootObject { get; set; }

    public Origins Origins { get; set; }

    public DefaultCacheBehavior DefaultCacheBehavior { get; set; }

    public CacheBehaviors CacheBehaviors { get; set; }

    public CustomErrorResponses CustomErrorResponses { get; set; }

    public string Comment { get; set; }

    public LoggingConfig Logging { get; set; }

    public PriceClass PriceClass { get; set; }

    public bool? Enabled { get; set; }

    public ViewerCertificate ViewerCertificate { get; set; }

    public Restrictions Restrictions { get; set; }

    public string WebACLId { get; set; }

    public HttpVersion HttpVersion { get; set; }

    public bool? IsIPV6Enabled { get; set; }

    internal XElement Raw { get; init; }

    internal static DistributionConfig Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        CallerReference = element.Text("CallerReference"),
        Aliases = Aliases.Read(element.Child("Aliases")),
        DefaultRootObject = element.Text("DefaultRootObject"),
        Origins = Origins.Read(element.Child("Origins")),
        DefaultCacheBehavior = DefaultCacheBehavior.Read(element.Child("DefaultCacheBehavior")),
        CacheBehaviors = CacheBehaviors.Read(element.Child("CacheBehaviors")),
        CustomErrorResponses = CustomErrorResponses.Read(element.Child("CustomErrorResponses")),
        Comment = element.Text("Comment"),
        Logging = LoggingConfig.Read(element.Child("Logging")),
        PriceClass = element.Text("PriceClass"),
        Enabled = element.Bool("Enabled"),
        ViewerCertificate = ViewerCertificate.Read(element.Child("ViewerCertificate")),
        Restrictions = Restrictions.Read(element.Child("Restrictions")),
        WebACLId = element.Text("WebACLId"),
        HttpVersion = element.Text("HttpVersion"),
        IsIPV6Enabled = element.Bool("IsIPV6Enabled"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("CallerReference", CallerReference)
        .Add(Aliases?.Write("Aliases"), "Aliases")
        .Add("DefaultRootObject", DefaultRootObject)
        .Add(Origins?.Write("Origins"), "Origins")
        .Add(DefaultCacheBehavior?.Write("DefaultCacheBehavior"), "DefaultCacheBehavior")
        .Add(CacheBehaviors?.Write("CacheBehaviors"), "CacheBehaviors")
        .Add(CustomErrorResponses?.Write("CustomErrorResponses"), "CustomErrorResponses")
        .Add("Comment", Comment)
        .Add(Logging?.Write("Logging"), "Logging")
        .Add("PriceClass", PriceClass?.Value)
        .Add("Enabled", Enabled)
        .Add(ViewerCertificate?.Write("ViewerCertificate"), "ViewerCertificate")
        .Add(Restrictions?.Write("Restrictions"), "Restrictions")
        .Add("WebACLId", WebACLId)
        .Add("HttpVersion", HttpVersion?.Value)
        .Add("IsIPV6Enabled", IsIPV6Enabled)
        .Done();
}
