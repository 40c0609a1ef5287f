using Amazon.Runtime;

namespace Amazon.CloudFront;

public class FunctionStage(string value) : ConstantClass(value)
{
    public static readonly FunctionStage DEVELOPMENT = new("DEVELOPMENT");

    public static readonly FunctionStage LIVE = new("LIVE");

    public static implicit operator FunctionStage(string value) => FindValue(value);

    public static FunctionStage FindValue(string value) => FindValue<FunctionStage>(value);
}
