using Amazon.Runtime;

namespace Amazon.CloudFront;

public class FunctionRuntime(string value) : ConstantClass(value)
{
    public static readonly FunctionRuntime CloudfrontJs10 = new("cloudfront-js-1.0");

    public static readonly FunctionRuntime CloudfrontJs20 = new("cloudfront-js-2.0");

    public static implicit operator FunctionRuntime(string value) => FindValue(value);

    public static FunctionRuntime FindValue(string value) => FindValue<FunctionRuntime>(value);
}
