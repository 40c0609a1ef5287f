using Amazon.Runtime;

namespace Amazon.CloudFront;

public class EventType(string value) : ConstantClass(value)
{
    public static readonly EventType ViewerRequest = new("viewer-request");

    public static readonly EventType ViewerResponse = new("viewer-response");

    public static readonly EventType OriginRequest = new("origin-request");

    public static readonly EventType OriginResponse = new("origin-response");

    public static implicit operator EventType(string value) => FindValue(value);

    public static EventType FindValue(string value) => FindValue<EventType>(value);
}
