using Amazon.Runtime;

namespace Amazon.CloudFront;

public class GeoRestrictionType(string value) : ConstantClass(value)
{
    public static readonly GeoRestrictionType Blacklist = new("blacklist");

    public static readonly GeoRestrictionType Whitelist = new("whitelist");

    public static readonly GeoRestrictionType None = new("none");

    public static implicit operator GeoRestrictionType(string value) => FindValue(value);

    public static GeoRestrictionType FindValue(string value) => FindValue<GeoRestrictionType>(value);
}
