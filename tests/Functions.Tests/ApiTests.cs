using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Adapters.Aws.Tests.Mailing;
using TmuxBuilder.Api.Function;
using TmuxBuilder.Functions.Tests.Support;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Functions.Tests;

/// <summary>The API's function as it is composed, over the emulator of AWS.</summary>
public sealed class ApiTests : IDisposable
{
    private readonly Stage stage;
    private readonly RunningHost host;

    public ApiTests(Stage stage)
    {
        this.stage = stage;
        host = new RunningHost(() => ApiHost.Compose(stage.Settings.GetValueOrDefault));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public void Calls_that_did_not_come_through_the_cdn_are_refused()
    {
        var direct = SampleEvent.Http("GET", "/api/health");
        var pretended = Stage.Request("GET", "/api/health");
        pretended["headers"]!["x-origin-secret"] = Stage.OriginSecret + "1";

        Assert.Equal(403, StatusOf(direct));
        Assert.Equal(403, StatusOf(pretended));
        Assert.Equal(200, StatusOf(Stage.Request("GET", "/api/health")));
    }

    [Fact]
    public void Everything_it_depends_on_is_reached()
    {
        Assert.Equal(200, StatusOf(Stage.Request("GET", "/api/ready")));
        var config = BodyOf(Stage.Request("GET", "/api/config"));
        Assert.Equal(4 << 20, (int)config["upload"]!["direct_over"]!);
        Assert.StartsWith(
            "3.1", (string)BodyOf(Stage.Request("GET", "/api/openapi/v1.json"))["openapi"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_is_stored_before_it_is_answered_and_then_rung_for()
    {
        var guid = NewSession();

        var sent = BodyOf(Stage.Request("POST", "/api/chat", new JsonObject { ["guid"] = guid, ["message"] = "Tea" }));
        var history = Stage.Request("GET", "/api/history");
        history["rawQueryString"] = $"guid={guid}";

        Assert.Equal("queued", (string)sent["state"]!);
        Assert.Equal("Tea", (string)BodyOf(history)["messages"]![0]!["content"]!);
        Assert.True(await stage.IsRungForAsync(guid));
    }

    [Fact]
    public async Task A_sign_in_link_is_sent_once_its_call_is_answered()
    {
        NewSession();
        await using var server = new SmtpServer();
        var settings = stage.Settings;
        settings["TMUXBUILDER_MAIL_PORT"] = $"{server.Port}";
        using var mailing = new RunningHost(() => ApiHost.Compose(settings.GetValueOrDefault));

        var wish = Stage.Request(
            "POST", "/api/client/login-link", new JsonObject { ["email"] = "ada@example.com" });
        Assert.Equal(202, (int)mailing.Api.Invoke(wish.Bytes()).Json["statusCode"]!);
        mailing.Api.AwaitNext();

        Assert.Equal("ada@example.com", Assert.Single(server.Taken).To.ToString());
    }

    [Fact]
    public void A_path_keeps_its_encoded_slashes()
    {
        Assert.Equal(404, StatusOf(Stage.Request("GET", "/api%2Fhealth")));
        Assert.Equal(400, StatusOf(Stage.Request("GET", "/api/health%00")));
        Assert.Equal(200, StatusOf(Stage.Request("GET", "/api/health")));
    }

    [Fact]
    public void Headers_may_come_twice_or_empty()
    {
        var request = Stage.Request("GET", "/api/health");
        request["headers"]!["X-Origin-Secret"] = "another";
        request["headers"]![""] = "nameless";
        request["headers"]!["empty"] = "";

        // Twice is not once: what is passed on is not the secret any more.
        Assert.Equal(403, StatusOf(request));
        request["headers"]!.AsObject().Remove("X-Origin-Secret");
        Assert.Equal(200, StatusOf(request));
    }

    [Fact]
    public void Six_megabytes_are_too_many_for_a_message_and_broken_base64_is_none()
    {
        var large = Stage.Request("POST", "/api/chat");
        large["body"] = Convert.ToBase64String(new byte[(6 << 20) * 3 / 4 - 8192]);
        large["isBase64Encoded"] = true;
        Assert.Equal(413, StatusOf(large));

        large["body"] = "not base64!";
        Assert.Equal(400, StatusOf(large));
        Assert.Equal(200, StatusOf(Stage.Request("GET", "/api/health")));
    }

    [Fact]
    public void Whatever_is_missing_or_of_another_kind_is_answered_and_the_next_call_served()
    {
        var body = new JsonObject { ["guid"] = new string('0', 64), ["message"] = "Tea" };
        foreach (var path in Paths(Stage.Request("POST", "/api/chat", body)).ToList())
        {
            foreach (var value in (string?[])[null, "null", "5", "true", "[]", "{}", "\"\"", "[[{}]]"])
            {
                var request = Stage.Request("POST", "/api/chat", body);
                var parent = path[..^1].Aggregate((JsonNode)request, (node, step) => node[step]!).AsObject();
                parent.Remove(path[^1]);
                if (value is not null)
                {
                    parent[path[^1]] = JsonNode.Parse(value);
                }

                var outcome = host.Api.Invoke(request.Bytes());
                Assert.True(IsClear(outcome), $"{string.Join('.', path)} = {value}: {outcome.Text}");
            }
        }

        Assert.Equal(200, StatusOf(Stage.Request("GET", "/api/health")));
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("\"text\"")]
    [InlineData("{\"Records\":[{\"eventSource\":\"aws:s3\"}]}")]
    [InlineData("{\"detail-type\":\"Scheduled Event\",\"source\":\"aws.events\"}")]
    public void What_is_no_request_is_an_error_of_the_invocation(string json)
    {
        Assert.True(host.Api.Invoke(Encoding.UTF8.GetBytes(json)).IsError);
        Assert.Equal(200, StatusOf(Stage.Request("GET", "/api/health")));
    }

    [Fact]
    public async Task A_store_that_does_not_answer_ends_a_call_before_its_deadline()
    {
        var held = await stage.Account.FailAsync(AwsFault.Held("dynamodb:*", -1), Cancellation);
        try
        {
            var request = Stage.Request("GET", $"/api/sessions/{new string('0', 64)}");
            var outcome = host.Api.Invoke(
                request.Bytes(), new Delivery { Deadline = TimeProvider.System.GetUtcNow().AddSeconds(2) });

            Assert.Equal(504, (int)outcome.Json["statusCode"]!);
        }
        finally
        {
            await stage.Account.EndAsync(held, Cancellation);
        }

        Assert.Equal(404, StatusOf(Stage.Request("GET", $"/api/sessions/{new string('0', 64)}")));
    }

    public void Dispose() => host.Dispose();

    private string NewSession() => (string)BodyOf(Stage.Request(
        "POST", "/api/admin/sessions", new JsonObject { ["email"] = "ada@example.com" }, asAdmin: true))["guid"]!;

    private int StatusOf(JsonNode request) => (int)host.Api.Invoke(request.Bytes()).Json["statusCode"]!;

    private JsonNode BodyOf(JsonNode request)
    {
        var answer = host.Api.Invoke(request.Bytes()).Json;
        Assert.InRange((int)answer["statusCode"]!, 200, 299);
        return JsonNode.Parse((string)answer["body"]!)!;
    }

    private static bool IsClear(Outcome outcome) => outcome.IsError
        ? outcome.ErrorType is "MalformedEventException" or "UnknownEventException"
        : (int)outcome.Json["statusCode"]! is >= 400 and < 500;

    private static IEnumerable<string[]> Paths(JsonObject node) => node.SelectMany(member =>
        (member.Value is JsonObject inner ? Paths(inner).Select(rest => (string[])[member.Key, .. rest]) : [])
        .Append([member.Key]));
}
