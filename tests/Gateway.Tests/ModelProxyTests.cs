using System.Net;
using System.Text;
using System.Text.Json;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Gateway.Tests;

public sealed class ModelProxyTests : IAsyncLifetime
{
    private const string Key = "the-real-model-key";
    private const string Ask =
        """{"model":"m","stream":true,"tools":[{"name":"Bash"}],"messages":[{"role":"user","content":"a secret recipe"}]}""";

    private ModelStub stub = null!;
    private GatewayFixture gateway = null!;
    private SessionId session;
    private HttpClient client = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        stub = await ModelStub.StartAsync(Token);
        stub.Default = Scenario.Says("Hello.");
        gateway = new GatewayFixture(new GatewayOptions
        {
            ModelBaseAddress = stub.BaseAddress,
            ModelKey = Key,
            AllowPackageRegistry = false,
        });
        session = await gateway.OpenAsync(Token);
        client = gateway.ApiClient(session);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await gateway.DisposeAsync();
        await stub.DisposeAsync();
    }

    [Fact]
    public async Task The_real_key_takes_the_place_of_whatever_the_agent_sends()
    {
        using var request = Request(Ask);
        request.Headers.Add("x-api-key", "dummy");
        request.Headers.Add("Authorization", "Bearer dummy");
        request.Headers.Add("Cookie", "session=dummy");
        request.Headers.Add("Proxy-Authorization", "Basic dummy");
        request.Headers.Add("anthropic-version", "2023-06-01");

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var seen = Assert.Single(stub.Log.All);
        Assert.Equal(Key, seen.Headers["x-api-key"]);
        Assert.Equal("2023-06-01", seen.Headers["anthropic-version"]);
        Assert.DoesNotContain(seen.Headers, header => header.Value.Contains("dummy", StringComparison.Ordinal));
        Assert.Equal("/v1/messages?beta=true", seen.Path);
        Assert.Equal(Ask, seen.Body.GetRawText());
    }

    [Theory]
    [InlineData(200)]
    [InlineData(401)]
    [InlineData(529)]
    public async Task Neither_answers_nor_logs_tell_the_key_or_what_was_said(int status)
    {
        if (status != 200)
        {
            stub.Fail(new Fault.Status(status));
        }

        using var response = await PostAsync(Ask);
        var answer = response.ToString() + await response.Content.ReadAsStringAsync(Token);

        Assert.Equal(status, (int)response.StatusCode);
        Assert.DoesNotContain(Key, answer);
        Assert.All(gateway.Logged, line => Assert.DoesNotContain(Key, line));
        Assert.All(gateway.Logged, line => Assert.DoesNotContain("recipe", line));
        Assert.All(gateway.Logged, line => Assert.DoesNotContain(session.Value, line));
    }

    [Fact]
    public async Task An_answer_arrives_as_it_is_written()
    {
        stub.Default = Scenario.Build().Step(step => step.Text("first").Hold("middle").Text("second"));
        using var response = await PostAsync(Ask);
        await using var stream = await response.Content.ReadAsStreamAsync(Token);

        var before = await stream.ReadUntilAsync("first", Token);
        stub.Gate("middle").Open();
        var after = await stream.ReadUntilAsync("message_stop", Token);

        Assert.DoesNotContain("second", before);
        Assert.Contains("second", after);
    }

    [Fact]
    public async Task An_agent_that_goes_away_ends_the_call_upstream()
    {
        stub.Default = Scenario.Build().Step(step => step.Text("first").Hold("for ever"));
        var response = await PostAsync(Ask);
        await stub.Gate("for ever").Reached.WaitAsync(StreamExtensions.Patience, Token);

        response.Dispose();

        Assert.False(await stub.Log.All[0].Ended.WaitAsync(StreamExtensions.Patience, Token));
    }

    [Fact]
    public async Task Closing_a_session_cuts_its_calls_and_no_others()
    {
        stub.Default = Scenario.Build().Step(step => step.Text("first").Hold("gate").Text("second"));
        var other = await gateway.OpenAsync(Token);
        using var otherClient = gateway.ApiClient(other);
        using var cut = await PostAsync(Ask);
        using var kept = await PostAsync(Ask, otherClient);
        await using var cutStream = await cut.Content.ReadAsStreamAsync(Token);
        await using var keptStream = await kept.Content.ReadAsStreamAsync(Token);
        await cutStream.ReadUntilAsync("first", Token);
        await keptStream.ReadUntilAsync("first", Token);

        await gateway.Network.CloseAsync(session, Token);
        stub.Gate("gate").Open();

        Assert.DoesNotContain("second", await cutStream.ReadToEndAsync(Token));
        Assert.Contains("second", await keptStream.ReadUntilAsync("message_stop", Token));
    }

    [Fact]
    public async Task Calls_are_logged_by_the_session_whose_socket_they_came_through()
    {
        var other = await gateway.OpenAsync(Token);
        using var otherClient = gateway.ApiClient(other);

        using var one = await PostAsync(Ask);
        await one.Content.ReadAsStringAsync(Token);
        using var two = await PostAsync(Ask, otherClient);
        await two.Content.ReadAsStringAsync(Token);
        await gateway.DisposeAsync();

        var calls = gateway.Logged.Where(line => line.Contains("answered 200", StringComparison.Ordinal)).ToList();
        Assert.Equal(2, calls.Count);
        Assert.Contains(calls, line => line.Contains(session.Short, StringComparison.Ordinal));
        Assert.Contains(calls, line => line.Contains(other.Short, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("GET", "/v1/messages")]
    [InlineData("DELETE", "/v1/messages")]
    [InlineData("POST", "/")]
    [InlineData("POST", "/v1/messages/batches")]
    [InlineData("POST", "/v1/messages/")]
    [InlineData("POST", "/v1/files")]
    [InlineData("POST", "/v1/messages/../files")]
    [InlineData("POST", "/v1/messages%2f..%2ffiles")]
    [InlineData("POST", "//v1/messages")]
    [InlineData("POST", "http://other.example/v1/files")]
    [InlineData("HEAD", "/v1/models")]
    [InlineData("OPTIONS", "*")]
    public async Task A_path_the_CLI_does_not_use_is_unknown(string method, string target)
    {
        await using var raw = await gateway.ConnectAsync(session, "api.sock", Token);

        await raw.SendAsync(
            $"{method} {target} HTTP/1.1\r\nHost: api.local\r\nContent-Length: 0\r\nConnection: close\r\n\r\n", Token);
        var answer = await raw.ReadToEndAsync(Token);

        Assert.Matches("^HTTP/1.1 (404|400) ", answer);
        Assert.Empty(stub.Log.All);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/api/hello")]
    public async Task A_connection_can_be_warmed_up(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Head, path);

        using var response = await client.SendAsync(request, Token);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task What_the_model_refuses_is_passed_on_with_its_headers()
    {
        stub.Fail(new Fault.Status(429, "slow down")
        {
            Headers = new Dictionary<string, string> { ["retry-after"] = "7", ["set-cookie"] = "a=b" },
        });

        using var response = await PostAsync(Ask);

        Assert.Equal(HttpStatusCode.TooManyRequests, response.StatusCode);
        Assert.Equal("7", response.Headers.GetValues("retry-after").Single());
        Assert.False(response.Headers.Contains("set-cookie"));
        Assert.Contains("slow down", await response.Content.ReadAsStringAsync(Token));
    }

    [Fact]
    public async Task A_connection_cut_upstream_is_a_bad_gateway()
    {
        stub.Fail(new Fault.Reset());

        using var response = await PostAsync(Ask);

        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal("api_error", await ErrorTypeAsync(response));
    }

    [Fact]
    public async Task A_request_larger_than_the_limit_is_refused_before_it_is_read()
    {
        await using var raw = await gateway.ConnectAsync(session, "api.sock", Token);

        await raw.SendAsync(
            "POST /v1/messages HTTP/1.1\r\nHost: api.local\r\nContent-Length: 67108865\r\n\r\n{", Token);

        Assert.Contains(" 413 ", await raw.ReadUntilAsync("request_too_large", Token));
    }

    private static HttpRequestMessage Request(string body) => new(HttpMethod.Post, "/v1/messages?beta=true")
    {
        Content = new StringContent(body, Encoding.UTF8, "application/json"),
    };

    private static async Task<string?> ErrorTypeAsync(HttpResponseMessage response)
    {
        using var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Token));
        return error.RootElement.GetProperty("error").GetProperty("type").GetString();
    }

    private async Task<HttpResponseMessage> PostAsync(string body, HttpClient? by = null)
    {
        using var request = Request(body);
        return await (by ?? client).SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Token);
    }
}
