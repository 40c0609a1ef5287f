using Amazon.Runtime;

namespace Amazon.CloudFront;

public class OriginAccessControlOriginTypes(string value) : ConstantClass(value)
{
    public static readonly OriginAccessControlOriginTypes S3 = new("s3");

    public static readonly OriginAccessControlOriginTypes Mediastore = new("mediastore");

    public static readonly OriginAccessControlOriginTypes Mediapackagev2 = new("mediapackagev2");

    public static readonly OriginAccessControlOriginTypes Lambda = new("lambda");

    public static implicit operator OriginAccessControlOriginTypes(string value) => FindValue(value);

    public static OriginAccessControlOriginTypes FindValue(string value) =>
        FindValue<OriginAccessControlOriginTypes>(value);
}
