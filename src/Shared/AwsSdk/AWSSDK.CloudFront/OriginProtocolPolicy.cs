using Amazon.Runtime;

namespace Amazon.CloudFront;

public class OriginProtocolPolicy(string value) : ConstantClass(value)
{
    public static readonly OriginProtocolPolicy HttpOnly = new("http-only");

    public static readonly OriginProtocolPolicy MatchViewer = new("match-viewer");

    public static readonly OriginProtocolPolicy HttpsOnly = new("https-only");

    public static implicit operator OriginProtocolPolicy(string value) => FindValue(value);

    public static OriginProtocolPolicy FindValue(string value) => FindValue<OriginProtocolPolicy>(value);
}
