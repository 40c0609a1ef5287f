using Amazon.Runtime;

namespace Amazon.CloudFront;

public class OriginAccessControlSigningProtocols(string value) : ConstantClass(value)
{
    public static readonly OriginAccessControlSigningProtocols Sigv4 = new("sigv4");

    public static implicit operator OriginAccessControlSigningProtocols(string value) => FindValue(value);

    public static OriginAccessControlSigningProtocols FindValue(string value) =>
        FindValue<OriginAccessControlSigningProtocols>(value);
}
