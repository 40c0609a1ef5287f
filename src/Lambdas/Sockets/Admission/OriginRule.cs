namespace TmuxBuilder.Sockets.Admission;

/// <summary>Knows which pages may open sockets: our own and those configured.</summary>
internal sealed class OriginRule(SocketOptions options)
{
    private readonly HashSet<string> allowed =
        new(options.AllowedOrigins.Select(origin => origin.TrimEnd('/')), StringComparer.OrdinalIgnoreCase);

    /// <summary>True without an origin, since a client that is no browser sends none.</summary>
    public bool Allows(string? origin, string host) =>
        string.IsNullOrEmpty(origin) || allowed.Contains(origin) || IsOwn(origin, host);

    /// <summary>
    /// The page came from the host the socket is opened at. The scheme may differ: a proxy in front ends TLS.
    /// </summary>
    private static bool IsOwn(string origin, string host) =>
        Uri.TryCreate(origin, UriKind.Absolute, out var page)
        && page.Scheme is "http" or "https"
        && (string.Equals(page.Authority, host, StringComparison.OrdinalIgnoreCase)
            || string.Equals($"{page.Host}:{page.Port}", host, StringComparison.OrdinalIgnoreCase));
}
