using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class FunctionAssociations
{
    public int? Quantity { get; set; }

    public List<FunctionAssociation> Items { get; set; }

    internal XElement Raw { get; init; }

    internal static FunctionAssociations Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Quantity = element.Int("Quantity"),
        Items = element.Members("Items", "FunctionAssociation", FunctionAssociation.Read),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Quantity", Quantity)
        .Add("Items", Items, item => item.Write("FunctionAssociation"))
        .Done();
}
