using TmuxBuilder.Escape.World;

namespace TmuxBuilder.Escape.Attempts;

/// <summary>The one way out, misused. Each refusal has to be told to the worker, for admins.</summary>
internal static class TheProxy
{
    // The real proxy with a wider list, and one that believes everything.
    private const string AnyHost = "anyhost.sock";
    private const string Naive = "naive.sock";

    private const string OtherHost =
        "CONNECT own.test:@PORT@ HTTP/1.1\r\n\r\nGET / HTTP/1.1\r\nHost: inside\r\n\r\n";

    public static IReadOnlyList<Attempt> All { get; } =
    [
        Reached("allow-list", "a host nobody allowed", "CONNECT localhost:@PORT@ HTTP/1.1\r\n\r\n", AnyHost),
        Reached("allow-list", "an address nobody allowed", "CONNECT 127.0.0.1:@PORT@ HTTP/1.1\r\n\r\n", AnyHost),
        new Attempt(
            "DNS", "carry a secret out in a name that is looked up",
            (world, token) => LookedUpAsync(world, ProxyWorld.Real, token),
            (world, token) => LookedUpAsync(world, AnyHost, token)),
        Reached(
            "DNS rebinding", "an allowed name that leads to the host",
            "CONNECT rebound.test:@PORT@ HTTP/1.1\r\n\r\n", ProxyWorld.Reaching),
        Reached(
            "DNS rebinding", "one of whose addresses leads there",
            "CONNECT mixed.test:@PORT@ HTTP/1.1\r\n\r\n", ProxyWorld.Reaching),
        Reached(
            "DNS rebinding", "an address of version 4 in one of version 6",
            "CONNECT mapped.test:@PORT@ HTTP/1.1\r\n\r\n", ProxyWorld.Reaching),
        Reached(
            "DNS rebinding", "the host's loopback of version 6",
            "CONNECT loopback6.test:@PORT@ HTTP/1.1\r\n\r\n", ProxyWorld.Reaching),
        Reached(
            "proxy smuggling", "an address in disguise, as one number", "CONNECT 2130706433:@PORT@ HTTP/1.1\r\n\r\n",
            Naive),
        Reached(
            "proxy smuggling", "an allowed name before an @",
            "GET http://own.test@127.0.0.1:@PORT@/ HTTP/1.1\r\n\r\n", Naive),
        Smuggled(
            "a Host of one's own, by which a server within would choose",
            "GET http://own.test:@PORT@/ HTTP/1.1\r\nHost: inside\r\n\r\n", "Host: inside"),
        new Attempt(
            "proxy smuggling", "another host at an allowed one's address, in its tunnel",
            (world, token) => AskInsideAsync(world, OtherHost, ProxyWorld.Held, "Host: inside", token),
            (world, token) => AskAsync(world, OtherHost, ProxyWorld.Reaching, "Host: inside", token)),
        Smuggled(
            "a second request behind the first",
            "GET http://own.test:@PORT@/ HTTP/1.1\r\n\r\nGET /second HTTP/1.1\r\nHost: inside\r\n\r\n", "/second"),
        Smuggled(
            "a body whose end two readers see in two places",
            "POST http://own.test:@PORT@/ HTTP/1.1\r\nContent-Length: 5\r\n"
                + "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\nX",
            "chunked"),
        Smuggled(
            "a line break in a header's middle",
            "GET http://own.test:@PORT@/ HTTP/1.1\r\nA: b\nHost: inside\r\n\r\n", "Host: inside"),
    ];

    /// <summary>Asks the real proxy from inside; the bait answers when it is reached, and a refusal is told.</summary>
    private static Attempt Reached(string @class, string name, string request, string control) => new(
        @class,
        name,
        async (world, token) =>
        {
            world.Proxies.Refused.Clear();
            var tried = await AskInsideAsync(world, request, ProxyWorld.Real, "BAIT", token);
            return tried.CameThrough || world.Proxies.Refused.IsEmpty
                ? new Tried(true, tried.CameThrough ? tried.Words : "nobody was told of the refusal")
                : tried;
        },
        (world, token) => AskAsync(world, request, control, "BAIT", token));

    /// <summary>Asks for what may be reached, and looks at what arrives there.</summary>
    private static Attempt Smuggled(string name, string request, string mark) => new(
        "proxy smuggling",
        name,
        (world, token) => AskInsideAsync(world, request, ProxyWorld.Reaching, mark, token),
        (world, token) => AskAsync(world, request, Naive, mark, token));

    private static Task<Tried> AskInsideAsync(
        EscapeWorld world, string request, string proxy, string mark, CancellationToken cancellationToken)
    {
        var bytes = Filled(world, request)
            .Replace("\r", "\\r", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);
        return world.RunInsideAsync(
            $"""
            printf '{bytes}' | socat -t2 - UNIX-CONNECT:/sock/{proxy} >.answer
            tr -d '\r' <.answer | grep -v '^$' | tail -n 1
            grep -q '{mark}' .answer
            """,
            cancellationToken);
    }

    private static async Task<Tried> AskAsync(
        EscapeWorld world, string request, string proxy, string mark, CancellationToken cancellationToken)
    {
        var answer = await world.Proxies.AskAsync(proxy, Filled(world, request), cancellationToken);
        return new Tried(answer.Contains(mark, StringComparison.Ordinal), Command.LastLine(answer));
    }

    private static async Task<Tried> LookedUpAsync(
        EscapeWorld world, string proxy, CancellationToken cancellationToken)
    {
        const string name = "secret.elsewhere.test";
        await AskInsideAsync(world, $"CONNECT {name}:@PORT@ HTTP/1.1\r\n\r\n", proxy, "BAIT", cancellationToken);
        return new Tried(world.Proxies.Resolved.Contains(name), "the name was not looked up");
    }

    private static string Filled(EscapeWorld world, string request) =>
        request.Replace("@PORT@", world.HostPort, StringComparison.Ordinal);
}
