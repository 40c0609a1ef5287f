using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace TmuxBuilder.Gateway.Model;

/// <summary>Which headers pass the model proxy.</summary>
internal static class HeaderRules
{
    /// <summary>RFC 9110 §7.6.1, and what old clients send.</summary>
    private static readonly FrozenSet<string> HopByHop = Set(
        "Connection", "Keep-Alive", "Proxy-Authenticate", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer",
        "Transfer-Encoding", "Upgrade");

    /// <summary>
    /// Whatever the agent calls its credentials: ours take their place. And answers are asked for as they are, because
    /// they are metered on the way.
    /// </summary>
    private static readonly FrozenSet<string> Replaced = Set(
        "Authorization", "X-Api-Key", "Cookie", "Host", "Content-Length", "Expect", "Accept-Encoding");

    /// <summary>Upstream's cookies are between it and us.</summary>
    private static readonly FrozenSet<string> Kept = Set("Set-Cookie", "Set-Cookie2", "Alt-Svc");

    /// <summary>Copies what may go to the model API.</summary>
    public static void CopyTo(this IHeaderDictionary from, HttpRequestMessage to)
    {
        var named = NamedIn(from.Connection);
        foreach (var (name, values) in from)
        {
            if (HopByHop.Contains(name) || Replaced.Contains(name) || named.Contains(name))
            {
                continue;
            }

            if (!to.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                to.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }
    }

    /// <summary>Copies what may come back.</summary>
    public static void CopyTo(this HttpResponseMessage from, IHeaderDictionary to)
    {
        var named = NamedIn(new StringValues([.. from.Headers.Connection]));
        foreach (var (name, values) in from.Headers.NonValidated.Concat(from.Content.Headers.NonValidated))
        {
            if (!HopByHop.Contains(name) && !Kept.Contains(name) && !named.Contains(name))
            {
                to.Append(name, new StringValues([.. values]));
            }
        }
    }

    private static HashSet<string> NamedIn(StringValues connection) =>
        connection
            .SelectMany(value => (value ?? "").Split(',', StringSplitOptions.TrimEntries))
            .ToHashSet(StringComparer.OrdinalIgnoreCase);

    private static FrozenSet<string> Set(params ReadOnlySpan<string> names) =>
        FrozenSet.Create(StringComparer.OrdinalIgnoreCase, names);
}
