using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Tests.Hosting;

/// <summary>
/// Every route, whatever it is, fed what nobody should send: a clear 4xx problem, nothing done, service alive.
/// </summary>
public sealed class HostileInputTests
{
    private static readonly string[] Ids =
    [
        "x",
        "0",
        "*",
        "?",
        "=tmux_builder_",
        "..",
        "..%2F..%2Fetc%2Fpasswd",
        "%2e%2e%2f",
        "$(touch%20/tmp/pwned)",
        "%60id%60",
        "';DROP%20TABLE%20sessions;--",
        "%F0%9F%98%80",
        "null",
        "undefined",
        new string('a', 63),
        new string('a', 65),
        new string('A', 64),
        new string('g', 64),
        new string('a', 5_000),
    ];

    private static readonly string[] Bodies =
    [
        "",
        "null",
        "[]",
        "\"text\"",
        "5",
        "{",
        "{}",
        """{"guid":5,"name":5,"email":5,"message":5,"token":5,"action":5,"guids":5,"reason":5,"theme":5}""",
        """{"guid":"..","name":[],"email":[],"message":[],"token":[],"guids":["x"],"reason":{},"archived":"yes"}""",
        """{"guid":null,"name":null,"email":null,"message":null,"token":null,"guids":null,"archived":null}""",
        """{"guid":"\ud800","name":"\ud800","email":"\ud800","message":"\ud800","token":"\ud800"}""",
        new string('[', 200_000),
    ];

    [Fact]
    public async Task Hostile_ids_in_the_path_are_refused_on_every_route()
    {
        await using var host = await StartAsync();
        var faults = new List<string>();

        foreach (
            var (endpoint, method) in Routes(host).Where(route => route.Endpoint.RoutePattern.Parameters.Count > 0))
        {
            foreach (var id in Ids)
            {
                await ProbeAsync(host, method, Fill(endpoint, id), null, faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await AssertNothingHappenedAsync(host);
    }

    [Fact]
    public async Task Hostile_ids_in_the_query_are_refused_on_every_route()
    {
        await using var host = await StartAsync();
        var guid = new string('a', 64);
        var faults = new List<string>();

        foreach (var (endpoint, method) in Routes(host))
        {
            foreach (var id in Ids)
            {
                // A line over 8 KB is refused by the server itself, before any route.
                var other = id.Length > 500 ? "" : id;
                var query = $"?guid={id}&share={other}&cursor={other}&limit={other}"
                    + $"&path={other}&status={other}&filter={other}&since={other}";
                await ProbeAsync(host, method, Fill(endpoint, guid) + query, null, faults);
                await ProbeAsync(
                    host, method, $"{Fill(endpoint, guid)}?guid={guid}&cursor={id}&path={other}", null, faults);
            }
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        await AssertNothingHappenedAsync(host);
    }

    [Fact]
    public async Task Hostile_bodies_are_refused_on_every_route_that_takes_one()
    {
        await using var host = await StartAsync();
        var guid = await host.CreateSessionAsync();
        var faults = new List<string>();

        foreach (var (endpoint, method) in Routes(host).Where(route => TakesBody(route.Endpoint)))
        {
            foreach (var body in Bodies)
            {
                await ProbeAsync(host, method, Fill(endpoint, guid), body, faults);
                await ProbeAsync(host, method, Fill(endpoint, guid), body, faults, contentType: "text/plain");
                await ProbeAsync(host, method, Fill(endpoint, guid), body, faults, contentType: "multipart/form-data");
                await ProbeAsync(
                    host, method, Fill(endpoint, guid), body, faults, contentType: "multipart/form-data; boundary=x");
            }

            await ProbeAsync(host, method, Fill(endpoint, guid), new string('x', 11_000_000), faults);
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
        var open = await host.Service<ITurnStore>().ListOpenAsync(
            SessionId.Parse(guid), TestContext.Current.CancellationToken);
        Assert.Empty(open);
        Assert.DoesNotContain(host.Logs.All, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_calls_an_admins_route_without_being_one()
    {
        await using var host = await StartAsync();
        var guid = await host.CreateSessionAsync();
        var key = (await host.PostAsync("/api/admin/integrations", """{"name":"parent"}""", ApiHost.Admin)).Text("key");
        var admins = Routes(host).Where(route =>
            PathOf(route.Endpoint) is { } path
            && path.StartsWith("/api/admin/", StringComparison.Ordinal)
            && path is not ("/api/admin/login" or "/api/admin/logout"))
            .ToList();

        Assert.NotEmpty(admins);
        foreach (var (endpoint, method) in admins)
        {
            var path = Fill(endpoint, guid);
            var stranger = await host.CallAsync(new HttpMethod(method), path, $$"""{"guid":"{{guid}}"}""");
            var wrongToken = await host.CallAsync(
                new HttpMethod(method), path, $$"""{"guid":"{{guid}}"}""", ("Authorization", "Bearer guess"));
            Assert.True(stranger.Status == 401, $"{method} {path}: {stranger.Status}");
            Assert.True(wrongToken.Status == 401, $"{method} {path}: {wrongToken.Status}");
            if ((method, PathOf(endpoint)) is not ("POST", "/api/admin/sessions"))
            {
                var integration = await host.CallAsync(
                    new HttpMethod(method), path, $$"""{"guid":"{{guid}}"}""", ("Authorization", $"Bearer {key}"));
                Assert.True(integration.Status == 403, $"{method} {path}: {integration.Status}");
            }
        }

        (await host.GetAsync($"/api/sessions/{guid}")).Expect(200);
    }

    private static Task<ApiHost> StartAsync() => ApiHost.StartAsync(options => options with
    {
        Limits = new Api.Hosting.RateLimits
        {
            PublicPerMinute = int.MaxValue,
            RequestsPerHour = int.MaxValue,
            LoginLinksPerHour = int.MaxValue,
            LoginsPerFiveMinutes = int.MaxValue,
            WrongTokensPerFiveMinutes = int.MaxValue,
        },
    });

    private static IEnumerable<(RouteEndpoint Endpoint, string Method)> Routes(ApiHost host) =>
        from endpoint in host.Endpoints
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()?.HttpMethods ?? []
        select (endpoint, method);

    private static string PathOf(RouteEndpoint endpoint) => (endpoint.RoutePattern.RawText ?? "").TrimEnd('/');

    private static bool TakesBody(RouteEndpoint endpoint) =>
        endpoint.Metadata.GetMetadata<IAcceptsMetadata>() is not null;

    /// <summary>
    /// The endpoint's path with its first parameter as <paramref name="id"/>; a good guid only where a guid belongs.
    /// </summary>
    private static string Fill(RouteEndpoint endpoint, string id)
    {
        var path = PathOf(endpoint);
        foreach (var parameter in endpoint.RoutePattern.Parameters)
        {
            var isFirst = parameter == endpoint.RoutePattern.Parameters[0];
            var value = isFirst && (parameter.Name == "guid" || !SessionId.TryParse(id, null, out _))
                ? id
                : new string('a', 32);
            path = path.Replace($"{{{parameter.Name}}}", value, StringComparison.Ordinal);
        }

        return path;
    }

    private static async Task ProbeAsync(
        ApiHost host, string method, string path, string? body, List<string> faults, string contentType =
            "application/json")
    {
        foreach (var admin in (bool[])[false, true])
        {
            using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(host.Address, path));
            if (body is not null)
            {
                request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
                request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);
            }

            if (admin)
            {
                request.Headers.TryAddWithoutValidation(ApiHost.Admin.Name, ApiHost.Admin.Value);
            }

            var answer = await host.SendAsync(request);
            if (Fault(answer) is { } fault)
            {
                faults.Add($"{method} {Cut(path)} {contentType} {Cut(body ?? "")} admin={admin}: {fault}");
            }
        }
    }

    private static string? Fault(Answer answer) => answer switch
    {
        { Status: < 400 } => null,
        { Status: >= 500 } => $"{answer.Status}",
        { Body.Length: > 2_000 } => "a long answer",
        _ when answer.Body.Contains("   at ", StringComparison.Ordinal) => "a stack trace",
        _ when answer.ContentType != "application/problem+json" =>
            $"{answer.Status} without a problem: '{Cut(answer.Body)}'",
        _ => answer.Code.Length == 0 ? "no code" : null,
    };

    private static string Cut(string text) => text.Length <= 120 ? text : text[..120] + "…";

    private static async Task AssertNothingHappenedAsync(ApiHost host)
    {
        var query = new SessionQuery(SessionFilter.All, "", SessionSort.Created, new PageRequest(10));
        var sessions = await host.Service<ISessionStore>().PageAsync(query, TestContext.Current.CancellationToken);

        Assert.Empty(sessions.Items);
        Assert.DoesNotContain(host.Logs.All, line => line.StartsWith("Error", StringComparison.Ordinal));
        (await host.GetAsync("/api/health")).Expect(200);
    }
}
