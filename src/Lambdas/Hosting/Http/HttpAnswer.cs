using System.Text.Encodings.Web;
using System.Text.Json;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Http;

/// <summary>
/// Writes a response as an HTTP API takes it, in payload format 2.0:
/// <see href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html"/>
/// </summary>
internal sealed class HttpAnswer : IDisposable
{
    private readonly Utf8JsonWriter json = new(
        Stream.Null,
        new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });

    public void Write(Outgoing answer, ResponseFeature response, ReadOnlySpan<byte> body, bool isHead)
    {
        json.Reset(answer);
        json.WriteStartObject();
        json.WriteNumber("statusCode"u8, response.StatusCode);
        WriteHeaders(response.Headers, isHead);
        if (!isHead && response.StatusCode is not (204 or 205 or 304) && !body.IsEmpty)
        {
            var isText = BodyText.Is(response.Headers, body);
            if (isText)
            {
                json.WriteString("body"u8, body);
            }
            else
            {
                json.WriteBase64String("body"u8, body);
            }

            json.WriteBoolean("isBase64Encoded"u8, !isText);
        }

        json.WriteEndObject();
        json.Flush();
    }

    public void Dispose() => json.Dispose();

    private void WriteHeaders(IHeaderDictionary headers, bool isHead)
    {
        json.WriteStartObject("headers"u8);
        foreach (var (name, values) in headers)
        {
            // Cookies cannot be joined; how long the answer is, the gateway knows but where there is none to count.
            if (!Is(name, "Set-Cookie") && !Is(name, "Transfer-Encoding") && (isHead || !Is(name, "Content-Length")))
            {
                json.WriteString(name, values.Count == 1 ? values[0] : string.Join(',', values.ToArray()));
            }
        }

        json.WriteEndObject();
        if (headers.SetCookie is { Count: > 0 } cookies)
        {
            json.WriteStartArray("cookies"u8);
            foreach (var cookie in cookies)
            {
                json.WriteStringValue(cookie);
            }

            json.WriteEndArray();
        }
    }

    private static bool Is(string name, string other) => name.Equals(other, StringComparison.OrdinalIgnoreCase);
}
