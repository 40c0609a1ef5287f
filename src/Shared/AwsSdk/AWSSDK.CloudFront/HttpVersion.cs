using Amazon.Runtime;

namespace Amazon.CloudFront;

public class HttpVersion(string value) : ConstantClass(value)
{
    public static readonly HttpVersion Http11 = new("http1.1");

    public static readonly HttpVersion Http2 = new("http2");

    public static readonly HttpVersion Http3 = new("http3");

    public static readonly HttpVersion Http2and3 = new("http2and3");

    public static implicit operator HttpVersion(string value) => FindValue(value);

    public static HttpVersion FindValue(string value) => FindValue<HttpVersion>(value);
}
