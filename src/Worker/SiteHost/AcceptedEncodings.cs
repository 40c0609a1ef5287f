using Microsoft.AspNetCore.Http;
using Microsoft.Net.Http.Headers;

namespace TmuxBuilder.SiteHost;

/// <summary>Chooses how a body is packed, by what the reader says it takes (RFC 9110, 12.5.3).</summary>
internal static class AcceptedEncodings
{
    private static readonly string[] Known = ["br", "gzip"];

    /// <summary>The encoding to send, or <see langword="null"/> for the bytes as they are.</summary>
    public static string? Choose(HttpRequest request)
    {
        // A part of a packed body is no part of the file.
        if (request.Headers.Range.Count > 0
            || !StringWithQualityHeaderValue.TryParseList(
                [.. request.Headers.AcceptEncoding.OfType<string>()], out var accepted))
        {
            return null;
        }

        return Known.FirstOrDefault(encoding => Quality(accepted, encoding) > 0);
    }

    private static double Quality(IEnumerable<StringWithQualityHeaderValue> accepted, string encoding)
    {
        var named = accepted.FirstOrDefault(value => value.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase))
            ?? accepted.FirstOrDefault(value => value.Value == "*");
        return named is null ? 0 : named.Quality ?? 1;
    }
}
