using System.Text;
using System.Text.Json;

namespace TmuxBuilder.Hosting.Events;

/// <summary>The names nearly every request has, so that none of them is made anew each time.</summary>
internal static class HeaderNames
{
    private static readonly string[] Known =
    [
        "accept", "accept-encoding", "accept-language", "authorization", "cache-control", "content-length",
        "content-type", "cookie", "host", "idempotency-key", "origin", "priority", "referer", "sec-ch-ua",
        "sec-ch-ua-mobile", "sec-ch-ua-platform", "sec-fetch-dest", "sec-fetch-mode", "sec-fetch-site", "user-agent",
        "via", "x-amz-cf-id", "x-amzn-trace-id", "x-forwarded-for", "x-forwarded-port", "x-forwarded-proto",
        "x-request-id",
    ];

    /// <summary>The name the reader stands on.</summary>
    public static string Get(in Utf8JsonReader reader)
    {
        var name = reader.ValueSpan;
        foreach (var known in Known)
        {
            if (known.Length == name.Length && Ascii.Equals(name, known))
            {
                return known;
            }
        }

        return JsonParts.Decode(in reader, "headers");
    }
}
