using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace TmuxBuilder.Core.Sessions;

/// <summary>
/// Hosts that an admin lets one session's agent reach: <c>example.com</c>, <c>*.example.com</c> or
/// <c>example.com:8443</c>. They are stored as one text, with a space between them.
/// </summary>
public static partial class AllowedHosts
{
    public const int Max = 20;

    private const int MaxLength = 253;
    private const int MaxPort = 65535;

    /// <summary>What is stored, each host once and in lower case; <see langword="null"/> when one is no host.</summary>
    public static string? Write(IReadOnlyList<string?> hosts)
    {
        var written = hosts.Select(host => (host ?? "").Trim().ToLowerInvariant()).Distinct().ToList();
        return written.Count <= Max && written.TrueForAll(IsOne) ? string.Join(' ', written) : null;
    }

    public static IReadOnlyList<string> Read(string stored) =>
        stored.Split(' ', StringSplitOptions.RemoveEmptyEntries);

    // An address names no host that anybody could vouch for.
    private static bool IsOne(string host) =>
        host.Length <= MaxLength
        && Pattern().Match(host) is { Success: true } match
        && !IPAddress.TryParse(match.Groups["name"].Value, out _)
        && (!match.Groups["port"].Success
            || int.Parse(match.Groups["port"].ValueSpan, CultureInfo.InvariantCulture) is > 0 and <= MaxPort);

    [GeneratedRegex(
        """
        ^(?:\*\.)?(?<name>(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9])
        (?: : (?<port>[0-9]{1,5}) )?\z
        """,
        RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Pattern();
}
