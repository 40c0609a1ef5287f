using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Api.Function;
using TmuxBuilder.Functions.Tests.Support;
using TmuxBuilder.Sockets.Function;

namespace TmuxBuilder.Functions.Tests;

/// <summary>The sockets' function as it is composed, over the emulator of AWS.</summary>
public sealed class SocketsTests : IDisposable
{
    private const string Arn = "arn:aws:sqs:eu-central-1:1:greetings";

    private readonly Stage stage;
    private readonly RunningHost api;
    private readonly RunningHost sockets;

    public SocketsTests(Stage stage)
    {
        this.stage = stage;
        api = new RunningHost(() => ApiHost.Compose(stage.Settings.GetValueOrDefault));
        sockets = new RunningHost(() => SocketsHost.Compose(stage.Settings.GetValueOrDefault));
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_socket_is_let_in_greeted_answered_and_forgotten()
    {
        var guid = NewSession();
        var name = $"c-{guid[..8]}";

        Assert.Equal(200, StatusOf(Connect(guid, name)));
        await stage.Account.ConnectAsync(name, Cancellation);
        var greeting = Assert.Single(await stage.TakeAsync(stage.GreetUrl, 1)).Body;
        Greet(greeting, greeting);
        Say(name, """{"action":"ping"}""");
        Say(name, "nonsense");

        var frames = await FramesAsync(name, 3);
        Assert.Equal(["history", "pong", "error"], frames.Select(frame => (string)frame["type"]!));
        Assert.Equal(guid, (string?)frames[0]["messages"]?.AsArray().FirstOrDefault()?["guid"] ?? guid);

        Assert.Equal(200, StatusOf(Event("DISCONNECT", "$disconnect", name)));
        Say(name, """{"action":"ping"}""");
        Assert.Null(await stage.Account.ReadAsync(name, 0, Cancellation));
    }

    [Fact]
    public void A_handshake_is_refused_by_what_is_wrong_with_it()
    {
        var guid = NewSession();
        var direct = Connect(guid, "c");
        direct["headers"]!.AsObject().Remove("X-Origin-Secret");
        var foreign = Connect(guid, "c");
        foreign["headers"]!["Origin"] = "https://other.example";
        var ticket = Connect(guid, "c");
        ticket["queryStringParameters"]!["ticket"] = "used";

        Assert.Equal(403, StatusOf(direct));
        Assert.Equal(403, StatusOf(foreign));
        Assert.Equal(401, StatusOf(ticket));
        Assert.Equal(404, StatusOf(Connect("nonsense", "c")));
        Assert.Equal(404, StatusOf(Connect(new string('0', 64), "c")));
    }

    [Fact]
    public async Task Greetings_that_come_twice_late_or_broken_do_no_harm()
    {
        var guid = NewSession();
        string[] names = [$"a-{guid[..8]}", $"b-{guid[..8]}"];
        foreach (var name in names)
        {
            Assert.Equal(200, StatusOf(Connect(guid, name)));
            await stage.Account.ConnectAsync(name, Cancellation);
        }

        var bodies = (await stage.TakeAsync(stage.GreetUrl, 2)).Select(message => message.Body).ToList();
        Greet("{}", bodies[1], "no greeting", bodies[0], bodies[1]);
        Greet(bodies[0]);

        Assert.All(
            await Task.WhenAll(names.Select(name => FramesAsync(name, 1))), frames => Assert.Single(frames));
    }

    public void Dispose()
    {
        api.Dispose();
        sockets.Dispose();
    }

    private string NewSession()
    {
        var answer = api.Api.Invoke(Stage.Request(
            "POST",
            "/api/admin/sessions",
            new JsonObject { ["email"] = "ada@example.com" },
            asAdmin: true).Bytes()).Json;
        Assert.Equal(201, (int)answer["statusCode"]!);
        return (string)JsonNode.Parse((string)answer["body"]!)!["guid"]!;
    }

    private static JsonObject Event(string type, string route, string name, string? body = null)
    {
        var happened = SampleEvent.Socket(type, route, body);
        happened["requestContext"]!["connectionId"] = name;
        return happened;
    }

    private static JsonObject Connect(string id, string name)
    {
        var happened = Event("CONNECT", "$connect", name);
        happened["headers"]!["X-Origin-Secret"] = Stage.OriginSecret;
        happened["queryStringParameters"] = new JsonObject { ["id"] = id };
        return happened;
    }

    private int StatusOf(JsonNode happened) => (int)sockets.Api.Invoke(happened.Bytes()).Json["statusCode"]!;

    private void Say(string name, string said) => Assert.Equal(200, StatusOf(Event("MESSAGE", "$default", name, said)));

    private void Greet(params string[] bodies) => Assert.Equal(
        """{"batchItemFailures":[]}""", sockets.Api.Invoke(SampleEvent.Queue(Arn, bodies).Bytes()).Text);

    private async Task<List<JsonNode>> FramesAsync(string name, int count) =>
    [
        .. (await stage.Account.ReadAsync(name, count, Cancellation))!
            .Select(frame => JsonNode.Parse(Encoding.UTF8.GetString(frame))!),
    ];
}
