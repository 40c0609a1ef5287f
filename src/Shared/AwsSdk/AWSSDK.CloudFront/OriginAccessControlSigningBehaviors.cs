using Amazon.Runtime;

namespace Amazon.CloudFront;

public class OriginAccessControlSigningBehaviors(string value) : ConstantClass(value)
{
    public static readonly OriginAccessControlSigningBehaviors Never = new("never");

    public static readonly OriginAccessControlSigningBehaviors Always = new("always");

    public static readonly OriginAccessControlSigningBehaviors NoOverride = new("no-override");

    public static implicit operator OriginAccessControlSigningBehaviors(string value) => FindValue(value);

    public static OriginAccessControlSigningBehaviors FindValue(string value) =>
        FindValue<OriginAccessControlSigningBehaviors>(value);
}
