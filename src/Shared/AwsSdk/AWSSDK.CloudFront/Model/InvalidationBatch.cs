using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class InvalidationBatch
{
    public Paths Paths { get; set; }

    public string CallerReference { get; set; }

    internal XElement Raw { get; init; }

    internal static InvalidationBatch Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Paths = Paths.Read(element.Child("Paths")),
        CallerReference = element.Text("CallerReference"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add(Paths?.Write("Paths"), "Paths")
        .Add("CallerReference", CallerReference)
        .Done();
}
