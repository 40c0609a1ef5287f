using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class CustomErrorResponse
{
    public int? ErrorCode { get; set; }

    public string ResponsePagePath { get; set; }

    public string ResponseCode { get; set; }

    public long? ErrorCachingMinTTL { get; set; }

    internal XElement Raw { get; init; }

    internal static CustomErrorResponse Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        ErrorCode = element.Int("ErrorCode"),
        ResponsePagePath = element.Text("ResponsePagePath"),
        ResponseCode = element.Text("ResponseCode"),
        ErrorCachingMinTTL = element.Long("ErrorCachingMinTTL"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("ErrorCode", ErrorCode)
        .Add("ResponsePagePath", ResponsePagePath)
        .Add("ResponseCode", ResponseCode)
        .Add("ErrorCachingMinTTL", ErrorCachingMinTTL)
        .Done();
}
