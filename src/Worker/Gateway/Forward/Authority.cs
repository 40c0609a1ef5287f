using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Gateway.Forward;

/// <summary>A host name (or dotted IPv4 address) and a port, as they stand in a request.</summary>
/// <param name="Host">Lower case, without a final dot.</param>
internal sealed partial record Authority(string Host, int Port)
{
    private const int MaxHostLength = 253;
    private const string Label = "[a-zA-Z0-9_]([a-zA-Z0-9_-]*[a-zA-Z0-9_])?";

    /// <summary>
    /// Takes <c>host</c> or <c>host:port</c> and nothing else: no user info, no IPv6 literal, no IPv4 address in
    /// disguise (<c>2130706433</c>, <c>0x7f.1</c>). Without a port it is <paramref name="defaultPort"/>.
    /// </summary>
    public static bool TryParse(string text, int defaultPort, [NotNullWhen(true)] out Authority? authority)
    {
        authority = null;
        var match = Pattern().Match(text);
        var host = match.Groups["host"].Value.ToLowerInvariant();
        var port = defaultPort;
        if (!match.Success
            || host.Length > MaxHostLength
            || (match.Groups["port"].Success && !IsPort(match.Groups["port"].Value, out port))
            || (IPAddress.TryParse(host, out var address) && address.ToString() != host))
        {
            return false;
        }

        authority = new(host, port);
        return true;
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    private static bool IsPort(string digits, out int port) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is > 0 and <= 65535;

    [GeneratedRegex(@"^(?<host>" + Label + @"(\." + Label + @")*)\.?(:(?<port>[0-9]{1,5}))?\z")]
    private static partial Regex Pattern();
}
