using System.Buffers;
using System.Globalization;
using System.Text;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>
/// Reads a request's head in its one strict form; whatever two parsers might read in two ways is refused.
/// <c>CONNECT</c> becomes a tunnel, an absolute <c>http</c> address a request with a head made anew.
/// </summary>
internal static class RequestHead
{
    private const int HttpPort = 80;

    public static readonly byte[] End = "\r\n\r\n"u8.ToArray();

    private static readonly SearchValues<char> LineChars =
        SearchValues.Create(['\t', .. Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code)]);

    private static readonly SearchValues<char> TokenChars =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly string[] PlainMethods = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH"];

    private static readonly string[] Dropped =
    [
        "Host", "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE",
        "Trailer", "Upgrade", "Expect",
    ];

    /// <summary>Reads a head that ends with an empty line.</summary>
    public static (ProxyRequest? Request, Refusal Refusal) Parse(ReadOnlySpan<byte> head)
    {
        if (!TrySplit(head, out var lines)
            || lines[0].Split(' ') is not [var method, var target, "HTTP/1.1" or "HTTP/1.0"])
        {
            return Malformed("The request line is not one.");
        }

        var headers = new List<(string Name, string Value)>();
        foreach (var line in lines.Skip(1))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            if (colon <= 0 || line.AsSpan(0, colon).ContainsAnyExcept(TokenChars))
            {
                return Malformed("A header is not one.");
            }

            headers.Add((line[..colon], line[(colon + 1)..].Trim()));
        }

        if (!TryReadLength(headers, out var bodyBytes))
        {
            return Malformed("The length of the body is not given, or given twice.");
        }

        return method == "CONNECT" ? Tunnel(target, bodyBytes) : Plain(method, target, headers, bodyBytes);
    }

    private static (ProxyRequest? Request, Refusal Refusal) Tunnel(string target, long bodyBytes)
    {
        if (!Authority.TryParse(target, defaultPort: 0, out var authority) || authority.Port == 0 || bodyBytes != 0)
        {
            return Malformed("CONNECT takes a host name and a port.");
        }

        // In a tunnel a request could name another host of the same address.
        return authority.Port == HttpPort
            ? Malformed("Port 80 is reached by requests for an absolute http address.")
            : (new ProxyRequest(authority, "", long.MaxValue), Refusal.None);
    }

    private static (ProxyRequest? Request, Refusal Refusal) Plain(
        string method, string target, List<(string Name, string Value)> headers, long bodyBytes)
    {
        const string scheme = "http://";
        if (!PlainMethods.Contains(method)
            || !target.StartsWith(scheme, StringComparison.OrdinalIgnoreCase)
            || target.Contains('#', StringComparison.Ordinal))
        {
            return Malformed("Only CONNECT and requests for an absolute http address are taken.");
        }

        var rest = target[scheme.Length..];
        var end = rest.AsSpan().IndexOfAny('/', '?');
        var path = end < 0 ? "/" : rest[end] == '?' ? '/' + rest[end..] : rest[end..];
        if (!Authority.TryParse(end < 0 ? rest : rest[..end], defaultPort: HttpPort, out var authority))
        {
            return Malformed("The address takes a host name and a port, and nothing else before its path.");
        }

        return (new ProxyRequest(authority, Rewrite(method, authority, path, headers), bodyBytes), Refusal.None);
    }

    private static string Rewrite(
        string method, Authority target, string path, List<(string Name, string Value)> headers)
    {
        var named = headers
            .Where(header => header.Name.Equals("Connection", StringComparison.OrdinalIgnoreCase))
            .SelectMany(header => header.Value.Split(',', StringSplitOptions.TrimEntries))
            .Concat(Dropped)
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

        // A client may not name away what says where the body ends.
        named.Remove("Content-Length");
        var host = target.Port == HttpPort ? target.Host : target.ToString();
        var head = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
        foreach (var (name, value) in headers.Where(header => !named.Contains(header.Name)))
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        return head.Append("\r\n").ToString();
    }

    private static bool TrySplit(ReadOnlySpan<byte> head, out string[] lines)
    {
        lines = Encoding.Latin1.GetString(head[..^End.Length]).Split("\r\n");
        return !lines.Any(line => line.AsSpan().ContainsAnyExcept(LineChars));
    }

    private static bool TryReadLength(List<(string Name, string Value)> headers, out long bodyBytes)
    {
        bodyBytes = 0;
        var lengths = Named(headers, "Content-Length");
        if (lengths.Count > 1 || Named(headers, "Transfer-Encoding").Count > 0)
        {
            return false;
        }

        return lengths is not [var only]
            || long.TryParse(only, NumberStyles.None, CultureInfo.InvariantCulture, out bodyBytes);
    }

    private static List<string> Named(List<(string Name, string Value)> headers, string name) =>
        [
            .. headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase))
                .Select(header => header.Value),
        ];

    private static (ProxyRequest? Request, Refusal Refusal) Malformed(string reason) =>
        (null, Refusal.Malformed(reason));
}
