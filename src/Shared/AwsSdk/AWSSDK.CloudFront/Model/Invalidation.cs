using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class Invalidation
{
    public string Id { get; set; }

    public string Status { get; set; }

    public DateTime? CreateTime { get; set; }

    public InvalidationBatch InvalidationBatch { get; set; }

    internal static Invalidation Read(XElement element) => element is null ? null : new()
    {
        Id = element.Text("Id"),
        Status = element.Text("Status"),
        CreateTime = element.Time("CreateTime"),
        InvalidationBatch = InvalidationBatch.Read(element.Child("InvalidationBatch")),
    };
}
