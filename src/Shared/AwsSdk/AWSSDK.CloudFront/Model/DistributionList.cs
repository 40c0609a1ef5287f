using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class DistributionList
{
    public string Marker { get; set; }

    public string NextMarker { get; set; }

    public int? MaxItems { get; set; }

    public bool? IsTruncated { get; set; }

    public int? Quantity { get; set; }

    public List<DistributionSummary> Items { get; set; }

    internal static DistributionList Read(XElement element) => element is null ? null : new()
    {
        Marker = element.Text("Marker"),
        NextMarker = element.Text("NextMarker"),
        MaxItems = element.Int("MaxItems"),
        IsTruncated = element.Bool("IsTruncated"),
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "DistributionSummary", DistributionSummary.Read),
    };
}
