using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class LoggingConfig
{
    public bool? Enabled { get; set; }

    public bool? IncludeCookies { get; set; }

    public string Bucket { get; set; }

    public string Prefix { get; set; }

    internal XElement Raw { get; init; }

    internal static LoggingConfig Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        Enabled = element.Bool("Enabled"),
        IncludeCookies = element.Bool("IncludeCookies"),
        Bucket = element.Text("Bucket"),
        Prefix = element.Text("Prefix"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("Enabled", Enabled)
        .Add("IncludeCookies", IncludeCookies)
        .Add("Bucket", Bucket)
        .Add("Prefix", Prefix)
        .Done();
}
