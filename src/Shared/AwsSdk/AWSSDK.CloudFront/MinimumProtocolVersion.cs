using Amazon.Runtime;

namespace Amazon.CloudFront;

public class MinimumProtocolVersion(string value) : ConstantClass(value)
{
    public static readonly MinimumProtocolVersion SSLv3 = new("SSLv3");

    public static readonly MinimumProtocolVersion TLSv1 = new("TLSv1");

    public static readonly MinimumProtocolVersion TLSv1_2016 = new("TLSv1_2016");

    public static readonly MinimumProtocolVersion TLSv11_2016 = new("TLSv1.1_2016");

    public static readonly MinimumProtocolVersion TLSv12_2018 = new("TLSv1.2_2018");

    public static readonly MinimumProtocolVersion TLSv12_2019 = new("TLSv1.2_2019");

    public static readonly MinimumProtocolVersion TLSv12_2021 = new("TLSv1.2_2021");

    public static implicit operator MinimumProtocolVersion(string value) => FindValue(value);

    public static MinimumProtocolVersion FindValue(string value) => FindValue<MinimumProtocolVersion>(value);
}
