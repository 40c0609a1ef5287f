using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class CustomErrorResponses
{
    public int? Quantity { get; set; }

    public List<CustomErrorResponse> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static CustomErrorResponses Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "CustomErrorResponse", CustomErrorResponse.Read),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Quantity", Quantity)
        .Add("Items", Items, item => item.Write("CustomErrorResponse"))
        .Done();
}
