using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>Events as an HTTP API sends them for a browser behind a CDN.</summary>
internal static class LambdaEvents
{
    private const int UsualBytes = 4 << 10;
    private const int LargeBytes = 1 << 20;

    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A request with a browser's headers, 4 KB in all.</summary>
    public static byte[] Usual()
    {
        var request = Request("GET", "/notes/2");
        request["headers"]!["cookie-consent"] = new string('c', UsualBytes - Bytes(request).Length - 20);
        return Bytes(request);
    }

    /// <summary>The same for a session of the API that there is not, as the CDN passes it on.</summary>
    public static byte[] OfSession(string originSecret)
    {
        var request = Request("GET", $"/api/sessions/{new string('0', 64)}");
        request["headers"]!["x-origin-secret"] = originSecret;

        // The guid is the client's credential; a token beside it would be looked up, too.
        request["headers"]!.AsObject().Remove("authorization");
        request["headers"]!["cloudfront-viewer-address"] = "192.0.2.7:443";
        request["headers"]!["cookie-consent"] = new string('c', UsualBytes - Bytes(request).Length - 20);
        return Bytes(request);
    }

    /// <summary>An upload of 1 MB, which travels as base64.</summary>
    public static byte[] Large()
    {
        var content = new byte[LargeBytes];
        new Random(11).NextBytes(content);
        var request = Request("POST", "/bytes");
        request["body"] = Convert.ToBase64String(content);
        request["isBase64Encoded"] = true;
        return Bytes(request);
    }

    // As the service writes it: base64's plus signs are not escaped.
    private static byte[] Bytes(JsonObject json) => Encoding.UTF8.GetBytes(json.ToJsonString(Plain));

    private static JsonObject Request(string method, string path) => new()
    {
        ["version"] = "2.0",
        ["routeKey"] = "ANY /{proxy+}",
        ["rawPath"] = path,
        ["rawQueryString"] = "view=full",
        ["cookies"] = new JsonArray("theme=dark", "seen=2026-11-30"),
        ["headers"] = new JsonObject
        {
            ["accept"] = "application/json, text/plain, */*",
            ["accept-encoding"] = "gzip, deflate, br, zstd",
            ["accept-language"] = "de-DE,de;q=0.9,en;q=0.8",
            ["authorization"] = "Bearer " + new string('t', 400),
            ["cache-control"] = "no-cache",
            ["content-type"] = "application/octet-stream",
            ["host"] = "k2x9.execute-api.eu-central-1.amazonaws.com",
            ["origin"] = "https://builder.example.com",
            ["referer"] = "https://builder.example.com/sessions",
            ["sec-ch-ua"] = "\"Chromium\";v=\"140\", \"Not=A?Brand\";v=\"24\"",
            ["sec-ch-ua-mobile"] = "?0",
            ["sec-ch-ua-platform"] = "\"Linux\"",
            ["sec-fetch-dest"] = "empty",
            ["sec-fetch-mode"] = "cors",
            ["sec-fetch-site"] = "same-origin",
            ["user-agent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
            ["via"] = "2.0 0123456789abcdef.cloudfront.net (CloudFront)",
            ["x-amz-cf-id"] = new string('i', 56),
            ["x-amzn-trace-id"] = "Root=1-692b8c00-0123456789abcdef01234567",
            ["x-forwarded-for"] = "192.0.2.7, 198.51.100.3",
            ["x-forwarded-port"] = "443",
            ["x-forwarded-proto"] = "https",
        },
        ["queryStringParameters"] = new JsonObject { ["view"] = "full" },
        ["requestContext"] = new JsonObject
        {
            ["accountId"] = "123456789012",
            ["apiId"] = "k2x9",
            ["domainName"] = "k2x9.execute-api.eu-central-1.amazonaws.com",
            ["domainPrefix"] = "k2x9",
            ["http"] = new JsonObject
            {
                ["method"] = method,
                ["path"] = path,
                ["protocol"] = "HTTP/1.1",
                ["sourceIp"] = "192.0.2.7",
                ["userAgent"] = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36",
            },
            ["requestId"] = "JKJaXmPLvHcESHA=",
            ["routeKey"] = "ANY /{proxy+}",
            ["stage"] = "$default",
            ["time"] = "30/Nov/2026:00:00:00 +0000",
            ["timeEpoch"] = 1795996800000,
        },
        ["pathParameters"] = new JsonObject { ["proxy"] = path[1..] },
        ["isBase64Encoded"] = false,
    };
}
