using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using TmuxBuilder.Hosting.Runtime;

namespace TmuxBuilder.Hosting.Http;

/// <summary>Answers of the host's own, where a function has none to give (RFC 9457).</summary>
internal static class Problem
{
    /// <param name="code">What a program can tell it by.</param>
    /// <param name="detail">What went wrong, in a sentence.</param>
    /// <param name="requestId">What the call is called in logs.</param>
    public static void Write(Outgoing answer, int status, string code, string detail, string? requestId)
    {
        var options = new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body, options))
        {
            json.WriteStartObject();
            json.WriteString("type"u8, "about:blank"u8);
            json.WriteString("title"u8, ReasonPhrases.GetReasonPhrase(status));
            json.WriteNumber("status"u8, status);
            json.WriteString("detail"u8, detail);
            json.WriteString("code"u8, code);
            json.WriteEndObject();
        }

        using var outer = new Utf8JsonWriter(answer, options);
        outer.WriteStartObject();
        outer.WriteNumber("statusCode"u8, status);
        outer.WriteStartObject("headers"u8);
        outer.WriteString("content-type"u8, "application/problem+json"u8);
        if (requestId is { Length: > 0 })
        {
            outer.WriteString("x-request-id"u8, requestId);
        }

        outer.WriteEndObject();
        outer.WriteString("body"u8, Encoding.UTF8.GetString(body.GetBuffer(), 0, (int)body.Length));
        outer.WriteBoolean("isBase64Encoded"u8, false);
        outer.WriteEndObject();
    }
}
