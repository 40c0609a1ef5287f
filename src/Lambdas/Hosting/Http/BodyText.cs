using System.Text.Unicode;

namespace TmuxBuilder.Hosting.Http;

/// <summary>Whether an answer's body can travel as it is, or has to be base64 inside the JSON of the answer.</summary>
internal static class BodyText
{
    private static readonly string[] TextTypes =
    [
        "application/json", "application/problem+json", "application/javascript", "application/xml",
        "application/x-ndjson", "application/x-www-form-urlencoded", "image/svg+xml",
    ];

    /// <summary>Whether it is text by its type, in UTF-8 by its charset and its bytes, and not packed.</summary>
    public static bool Is(IHeaderDictionary headers, ReadOnlySpan<byte> body)
    {
        if (headers.ContentEncoding.Count > 0)
        {
            return false;
        }

        var type = headers.ContentType.ToString().AsSpan();
        var semicolon = type.IndexOf(';');
        var charset = semicolon < 0 ? -1 : type[semicolon..].IndexOf("charset=", StringComparison.OrdinalIgnoreCase);
        return IsTextType((semicolon < 0 ? type : type[..semicolon]).Trim())
            && (charset < 0 || type[(semicolon + charset + 8)..].Trim('"')
                .StartsWith("utf-8", StringComparison.OrdinalIgnoreCase))
            && Utf8.IsValid(body);
    }

    private static bool IsTextType(ReadOnlySpan<char> type)
    {
        // Without a type, its bytes decide.
        if (type.IsEmpty
            || type.StartsWith("text/", StringComparison.OrdinalIgnoreCase)
            || type.EndsWith("+json", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        foreach (var known in TextTypes)
        {
            if (type.Equals(known, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }
}
