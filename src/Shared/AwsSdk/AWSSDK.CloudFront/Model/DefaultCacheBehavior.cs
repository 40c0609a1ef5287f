using System.Xml.Linq;
using TmuxBuilder.AwsSdk;

namespace Amazon.CloudFront.Model;

public class DefaultCacheBehavior
{
    public string TargetOriginId { get; set; }

    public ViewerProtocolPolicy ViewerProtocolPolicy { get; set; }

    public AllowedMethods AllowedMethods { get; set; }

    public bool? Compress { get; set; }

    public FunctionAssociations FunctionAssociations { get; set; }

    public string CachePolicyId { get; set; }

    public string OriginRequestPolicyId { get; set; }

    public string ResponseHeadersPolicyId { get; set; }

    internal XElement Raw { get; init; }

    internal static DefaultCacheBehavior Read(XElement element) => element is null ? null : new()
    {
        Raw = element,
        TargetOriginId = element.Text("TargetOriginId"),
        ViewerProtocolPolicy = element.Text("ViewerProtocolPolicy"),
        AllowedMethods = AllowedMethods.Read(element.Child("AllowedMethods")),
        Compress = element.Bool("Compress"),
        FunctionAssociations = FunctionAssociations.Read(element.Child("FunctionAssociations")),
        CachePolicyId = element.Text("CachePolicyId"),
        OriginRequestPolicyId = element.Text("OriginRequestPolicyId"),
        ResponseHeadersPolicyId = element.Text("ResponseHeadersPolicyId"),
    };

    internal XElement Write(string name) => new XmlStructure(name, Raw)
        .Add("TargetOriginId", TargetOriginId)
        .Add("ViewerProtocolPolicy", ViewerProtocolPolicy?.Value)
        .Add(AllowedMethods?.Write("AllowedMethods"), "AllowedMethods")
        .Add("Compress", Compress)
        .Add(FunctionAssociations?.Write("FunctionAssociations"), "FunctionAssociations")
        .Add("CachePolicyId", CachePolicyId)
        .Add("OriginRequestPolicyId", OriginRequestPolicyId)
        .Add("ResponseHeadersPolicyId", ResponseHeadersPolicyId)
        .Done();
}
