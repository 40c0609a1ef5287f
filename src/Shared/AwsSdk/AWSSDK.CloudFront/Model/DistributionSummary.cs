using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class DistributionSummary
{
    public string Id { get; set; }

    public string ARN { get; set; }

    public string Status { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public string DomainName { get; set; }

    public Aliases Aliases { get; set; }

    public Origins Origins { get; set; }

    public DefaultCacheBehavior DefaultCacheBehavior { get; set; }

    public CacheBehaviors CacheBehaviors { get; set; }

    public CustomErrorResponses CustomErrorResponses { get; set; }

    public string Comment { get; set; }

    public PriceClass PriceClass { get; set; }

    public bool? Enabled { get; set; }

    public ViewerCertificate ViewerCertificate { get; set; }

    public Restrictions Restrictions { get; set; }

    public string WebACLId { get; set; }

    public HttpVersion HttpVersion { get; set; }

    public bool? IsIPV6Enabled { get; set; }

    internal static DistributionSummary Read(XElement element) => element is null ? null : new()
    {
        Id = element.Text("Id"),
        ARN = element.Text("ARN"),
        Status = element.Text("Status"),
        LastModifiedTime = element.Time("LastModifiedTime"),
        DomainName = element.Text("DomainName"),
        Aliases = Aliases.Read(element.Child("Aliases")),
        Origins = Origins.Read(element.Child("Origins")),
        DefaultCacheBehavior = DefaultCacheBehavior.Read(element.Child("DefaultCacheBehavior")),
        CacheBehaviors = CacheBehaviors.Read(element.Child("CacheBehaviors")),
        CustomErrorResponses = CustomErrorResponses.Read(element.Child("CustomErrorResponses")),
        Comment = element.Text("Comment"),
        PriceClass = element.Text("PriceClass"),
        Enabled = element.Bool("Enabled"),
        ViewerCertificate = ViewerCertificate.Read(element.Child("ViewerCertificate")),
        Restrictions = Restrictions.Read(element.Child("Restrictions")),
        WebACLId = element.Text("WebACLId"),
        HttpVersion = element.Text("HttpVersion"),
        IsIPV6Enabled = element.Bool("IsIPV6Enabled"),
    };
}
