using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class ViewerCertificate
{
    public bool? CloudFrontDefaultCertificate { get; set; }

    public string IAMCertificateId { get; set; }

    public string ACMCertificateArn { get; set; }

    public SSLSupportMethod SSLSupportMethod { get; set; }

    public MinimumProtocolVersion MinimumProtocolVersion { get; set; }

    internal XElement Raw { get; init; }

    internal static ViewerCertificate Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        CloudFrontDefaultCertificate = element.Bool("CloudFrontDefaultCertificate"),
        IAMCertificateId = element.Text("IAMCertificateId"),
        ACMCertificateArn = element.Text("ACMCertificateArn"),
        SSLSupportMethod = element.Text("SSLSupportMethod"),
        MinimumProtocolVersion = element.Text("MinimumProtocolVersion"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("CloudFrontDefaultCertificate", CloudFrontDefaultCertificate)
        .Add("IAMCertificateId", IAMCertificateId)
        .Add("ACMCertificateArn", ACMCertificateArn)
        .Add("SSLSupportMethod", SSLSupportMethod?.Value)
        .Add("MinimumProtocolVersion", MinimumProtocolVersion?.Value)
        .Done();
}
