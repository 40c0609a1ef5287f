using Amazon.Runtime;

namespace Amazon.CloudFront;

public class SSLSupportMethod(string value) : ConstantClass(value)
{
    public static readonly SSLSupportMethod SniOnly = new("sni-only");

    public static readonly SSLSupportMethod Vip = new("vip");

    public static readonly SSLSupportMethod StaticIp = new("static-ip");

    public static implicit operator SSLSupportMethod(string value) => FindValue(value);

    public static SSLSupportMethod FindValue(string value) => FindValue<SSLSupportMethod>(value);
}
