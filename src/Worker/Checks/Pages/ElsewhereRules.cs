using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;
using TmuxBuilder.Checks.Exits;
using TmuxBuilder.Checks.Rules;

namespace TmuxBuilder.Checks.Pages;

/// <summary>Judges what a page asks for that is not the site's own; the proxy refuses all of it.</summary>
internal sealed class ElsewhereRules(SiteScope scope, FindingList findings)
{
    private const int MaxTold = 200;
    private const int MaxName = 200;

    private const string FontHost = "fonts.";
    private const string NotFetched = "Failed to fetch";

    private static readonly string[] InnerNames = [".localhost", ".local", ".internal", ".lan", ".home.arpa"];

    private readonly ConcurrentQueue<Uri> scripts = [];
    private readonly ConcurrentDictionary<string, byte> told = new(StringComparer.OrdinalIgnoreCase);
    private volatile bool hasRefused;

    public void OnRequest(string page, IRequest request, Uri address, bool isMain)
    {
        Remember(address);
        var name = Name(address);
        if (IsForbidden(address))
        {
            findings.Add(CheckRules.AddressForbidden, page, $"The page asks for {name}");
        }
        else if (isMain)
        {
            findings.Add(CheckRules.RedirectElsewhere, page, $"The page leads on to {name}");
        }
        else
        {
            hasRefused = true;
            if (request.ResourceType == "script" && scripts.Count < MaxTold)
            {
                scripts.Enqueue(address);
                return;
            }

            Add(page, address, isNeeded: request.ResourceType == "stylesheet" && !IsOfFonts(address));
        }
    }

    public void OnSocket(string page, string url)
    {
        if (Uri.TryCreate(url, UriKind.Absolute, out var address) && !scope.Owns(address))
        {
            Remember(address);
            var rule = IsForbidden(address) ? CheckRules.AddressForbidden : CheckRules.ResourceElsewhere;
            findings.Add(rule, page, $"The page connects to {Name(address)}");
        }
    }

    /// <summary>
    /// Judges scripts: the page is whole without those it does not wait for, such as a counter of visitors.
    /// </summary>
    public void Conclude(string page, IReadOnlyList<string> optional)
    {
        while (scripts.TryDequeue(out var script))
        {
            Add(page, script, isNeeded: !optional.Contains(script.AbsoluteUri, StringComparer.Ordinal));
        }
    }

    /// <summary>Whether a message of the console only tells what was found already.</summary>
    public bool Explains(string message) =>
        (hasRefused && message.Contains(NotFetched, StringComparison.Ordinal))
        || told.Keys.Any(words => message.Contains(words, StringComparison.OrdinalIgnoreCase));

    /// <summary>Has messages about this address count as told.</summary>
    public void Expect(string address)
    {
        if (told.Count < MaxTold)
        {
            told.TryAdd(address, 0);
        }
    }

    public static string Name(Uri address)
    {
        var name = address.GetLeftPart(UriPartial.Path);
        return name.Length <= MaxName ? name : name[..MaxName];
    }

    /// <summary>Addresses no visitor should be sent to: the machine itself, inner networks, other schemes.</summary>
    public static bool IsForbidden(Uri address) =>
        address.Scheme is not ("http" or "https" or "ws" or "wss")
        || address.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6
        || IPAddress.TryParse(address.IdnHost, out _)
        || !address.IdnHost.Contains('.', StringComparison.Ordinal)
        || Array.Exists(InnerNames, Ends(address));

    private static bool IsOfFonts(Uri address) => address.Host.StartsWith(FontHost, StringComparison.OrdinalIgnoreCase);

    private void Add(string page, Uri address, bool isNeeded) => findings.Add(
        isNeeded ? CheckRules.RequestElsewhere : CheckRules.ResourceElsewhere, page, $"The page loads {Name(address)}");

    private static Predicate<string> Ends(Uri address) =>
        name => address.IdnHost.TrimEnd('.').EndsWith(name, StringComparison.OrdinalIgnoreCase);

    private void Remember(Uri address)
    {
        if (told.Count < MaxTold && address.IdnHost.Length > 0)
        {
            told.TryAdd("//" + address.IdnHost, 0);
        }
    }
}
