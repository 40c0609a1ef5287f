using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>What a real host tells of one message: a trace, its counts, and its log.</summary>
public sealed class SignalsTests
{
    private const string Trace = "0af7651916cd43dd8448eb211c80319c";
    private const string Caller = "b7ad6b7169203331";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_leaves_one_trace_its_counts_and_log_lines_that_name_the_trace()
    {
        await using var collector = await SpanCollector.StartAsync(Token);
        await using var world = new World();
        await using var host = await world.StartAsync(
            "TmuxBuilder.Standalone.dll", [], ["--agent", "demo"], collector.Environment, Token);
        using var api = new ApiClient(host);
        using var http = new HttpClient { BaseAddress = host.Url };
        var guid = await api.CreateSessionAsync(null, Token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, Token);

        await SendAsync(http, guid);
        await listener.UntilTypeAsync("done", Token);

        AssertLeadsFromTheCallToTheEnd(await collector.UntilAsync(Trace, "turn.run", Token));
        AssertCounts(await (await http.GetAsync(new Uri("/metrics", UriKind.Relative), Token))
            .EnsureSuccessStatusCode().Content.ReadAsStringAsync(Token), guid);
        await AssertOpenToThisMachineAndAdminsOnlyAsync(http, host.AdminToken);

        Assert.Equal(0, await host.InterruptAsync(Token));
        var named = host.Output.Split('\n').Where(line => line.Contains(Trace, StringComparison.Ordinal)).ToList();
        Assert.Contains(named, line => line.Contains("was answered 202", StringComparison.Ordinal));
        Assert.Contains(named, line => line.Contains(" ended: Finished", StringComparison.Ordinal)
            || line.Contains(" ended: Proved", StringComparison.Ordinal));
    }

    private static void AssertLeadsFromTheCallToTheEnd(IReadOnlyList<SpanCollector.Span> spans)
    {
        var call = Assert.Single(spans, span => span.Parent == Caller);
        Assert.StartsWith("POST /api/chat", call.Name, StringComparison.Ordinal);
        var run = Assert.Single(spans, span => span.Name == "turn.run");
        Assert.Equal(call.Id, run.Parent);
        foreach (var (name, parent) in new[]
        {
            ("turn.store", call), ("doorbell.ring", call), ("turn.pick_up", run), ("turn.type", run),
            ("turn.accept", run), ("turn.end", run),
        })
        {
            Assert.Equal(parent.Id, Assert.Single(spans, span => span.Name == name).Parent);
        }

        var calls = spans.Where(span => span.Name == "agent.call").ToList();
        Assert.True(calls.Count > 1);
        Assert.All(calls, one => Assert.Equal(run.Id, one.Parent));
        var publish = Assert.Single(spans, span => span.Name == "site.publish");
        Assert.Contains(publish.Parent, calls.Select(one => one.Id));
    }

    private static void AssertCounts(string metrics, string guid)
    {
        var values = metrics.Split('\n').Where(line => line.StartsWith("tmux_builder_", StringComparison.Ordinal))
            .Select(line => line.Split(' ')).ToLookup(parts => parts[0].Split('{')[0], parts => parts);
        Assert.Equal(1, Sum("tmux_builder_turns_ended_total"));
        Assert.Equal(1, Sum("tmux_builder_turn_enter_delay_seconds_count"));
        Assert.Equal(1, Sum("tmux_builder_publish_duration_seconds_count"));
        Assert.Equal(1, Sum("tmux_builder_workers"));
        Assert.Equal(1, Sum("tmux_builder_sockets"));
        Assert.Equal(0, Sum("tmux_builder_turns_pending"));
        Assert.True(Sum("tmux_builder_places") >= 1);
        Assert.Contains("""outcome="done"} 1""", metrics, StringComparison.Ordinal);
        Assert.Contains("http_server_request_duration_seconds", metrics, StringComparison.Ordinal);
        Assert.DoesNotContain(guid[..12], metrics, StringComparison.Ordinal);
        Assert.DoesNotContain("example.com", metrics, StringComparison.Ordinal);

        double Sum(string name) =>
            values[name].Sum(parts => double.Parse(parts[1], CultureInfo.InvariantCulture));
    }

    private static async Task AssertOpenToThisMachineAndAdminsOnlyAsync(HttpClient http, string adminToken)
    {
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(("X-Forwarded-For", "127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(("Forwarded", "for=127.0.0.1")));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(("Host", "rebound.example.com")));
        Assert.Equal(
            HttpStatusCode.Unauthorized,
            await AskAsync(("X-Forwarded-For", "127.0.0.1"), ("Authorization", "Bearer wrong")));
        Assert.Equal(
            HttpStatusCode.OK,
            await AskAsync(("X-Forwarded-For", "203.0.113.7"), ("Authorization", $"Bearer {adminToken}")));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(("Host", $"localhost:{http.BaseAddress!.Port}")));

        async Task<HttpStatusCode> AskAsync(params (string Name, string Value)[] headers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            foreach (var (name, value) in headers)
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }

            using var answer = await http.SendAsync(request, Token);
            return answer.StatusCode;
        }
    }

    private static async Task SendAsync(HttpClient http, string guid)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/chat");
        request.Headers.Add("traceparent", $"00-{Trace}-{Caller}-01");
        request.Content = JsonContent.Create(
            new JsonObject { ["guid"] = guid, ["message"] = "A landing page for a tea shop" });
        using var answer = await http.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
    }
}
