using System.Net.Http.Json;
using System.Text.Json.Nodes;
using TmuxBuilder.EndToEnd.Harness;

namespace TmuxBuilder.EndToEnd;

/// <summary>One name leads from an answer to everything that was logged and told because of it.</summary>
public sealed class RequestIdTests
{
    private const string Name = "X-Request-Id";

    [Fact]
    public async Task Every_answer_has_an_id_and_the_log_of_its_work_carries_it_but_no_guid()
    {
        var token = TestContext.Current.CancellationToken;
        await using var world = new World();
        await using var host = await world.StartAsync(token, "--agent", "demo");
        using var http = new HttpClient { BaseAddress = host.Url };

        string[] paths = ["/", "/client", "/docs", "/nothing", "/ws/nothing", "/api/nothing", "/api/health"];
        foreach (var path in paths)
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative), token);
            Assert.Matches("^[0-9a-f]{32}$", Assert.Single(answer.Headers.GetValues(Name)));
        }

        using var unknownSite = new HttpRequestMessage(HttpMethod.Get, "/");
        unknownSite.Headers.Host = $"tmux-nothing.localhost:{host.Url.Port}";
        using (var answer = await http.SendAsync(unknownSite, token))
        {
            Assert.Equal(404, (int)answer.StatusCode);
            Assert.Single(answer.Headers.GetValues(Name));
        }

        var guid = await CreateAsync(http, host, "request-of-this-test", token);
        await using var listener = await Listener.ConnectAsync(host, guid, 0, token);
        var done = await listener.UntilTypeAsync("done", token);

        Assert.Equal("request-of-this-test", (string?)done["request_id"]);
        Assert.Equal(0, await host.InterruptAsync(token));
        var logged = host.Output.Split('\n');
        Assert.Contains(logged, line => Has(line, "request-of-this-test") && Has(line, "/api/admin/sessions"));
        Assert.Contains(logged, line => Has(line, "request-of-this-test") && Has(line, " ended: "));
        Assert.DoesNotContain(guid, host.Output, StringComparison.Ordinal);
    }

    private static async Task<string> CreateAsync(
        HttpClient http, HostProcess host, string requestId, CancellationToken cancellationToken)
    {
        using var create = new HttpRequestMessage(HttpMethod.Post, "/api/admin/sessions");
        create.Headers.Authorization = new("Bearer", host.AdminToken);
        create.Headers.Add(Name, requestId);
        create.Content = JsonContent.Create(
            new { name = "Kim", email = "kim@example.org", initial_request = "A landing page for a tea shop" });
        using var created = await http.SendAsync(create, cancellationToken);
        Assert.Equal(requestId, Assert.Single(created.Headers.GetValues(Name)));
        var body = JsonNode.Parse(await created.Content.ReadAsStringAsync(cancellationToken));
        return (string)body!["guid"]!;
    }

    private static bool Has(string line, string text) => line.Contains(text, StringComparison.Ordinal);
}
