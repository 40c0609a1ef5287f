using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class Distribution
{
    public string Id { get; set; }

    public string ARN { get; set; }

    public string Status { get; set; }

    public DateTime? LastModifiedTime { get; set; }

    public int? InProgressInvalidationBatches { get; set; }

    public string DomainName { get; set; }

    public DistributionConfig DistributionConfig { get; set; }

    internal static Distribution Read(XElement element) => element is null ? null : new()
    {
        Id = element.Text("Id"),
        ARN = element.Text("ARN"),
        Status = element.Text("Status"),
        LastModifiedTime = element.Time("LastModifiedTime"),
        InProgressInvalidationBatches = element.Int("InProgressInvalidationBatches"),
        DomainName = element.Text("DomainName"),
        DistributionConfig = DistributionConfig.Read(element.Child("DistributionConfig")),
    };
}
