using Amazon.Runtime;

namespace Amazon.CloudFront;

public class PriceClass(string value) : ConstantClass(value)
{
    public static readonly PriceClass PriceClass_100 = new("PriceClass_100");

    public static readonly PriceClass PriceClass_200 = new("PriceClass_200");

    public static readonly PriceClass PriceClass_All = new("PriceClass_All");

    public static implicit operator PriceClass(string value) => FindValue(value);

    public static PriceClass FindValue(string value) => FindValue<PriceClass>(value);
}
