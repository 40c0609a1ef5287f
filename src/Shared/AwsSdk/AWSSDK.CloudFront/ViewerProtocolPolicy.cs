using Amazon.Runtime;

namespace Amazon.CloudFront;

public class ViewerProtocolPolicy(string value) : ConstantClass(value)
{
    public static readonly ViewerProtocolPolicy AllowAll = new("allow-all");

    public static readonly ViewerProtocolPolicy HttpsOnly = new("https-only");

    public static readonly ViewerProtocolPolicy RedirectToHttps = new("redirect-to-https");

    public static implicit operator ViewerProtocolPolicy(string value) => FindValue(value);

    public static ViewerProtocolPolicy FindValue(string value) => FindValue<ViewerProtocolPolicy>(value);
}
