using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Api.Function;
using TmuxBuilder.Functions.Tests.Support;
using TmuxBuilder.Sockets.Function;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Functions.Tests;

/// <summary>
/// Each call that a function makes of AWS fails: once, twice, for ever, or with its answer lost. The caller is told
/// that all was done, or that nothing was; a repeat does it once.
/// </summary>
public sealed class FaultTests : IDisposable
{
    private const string Arn = "arn:aws:sqs:eu-central-1:1:greetings";

    private readonly Stage stage;
    private readonly RunningHost api;
    private readonly RunningHost sockets;

    public FaultTests(Stage stage)
    {
        this.stage = stage;
        api = new RunningHost(() => ApiHost.Compose(stage.Settings.GetValueOrDefault));
        sockets = new RunningHost(() => SocketsHost.Compose(stage.Settings.GetValueOrDefault));
    }

    /// <summary>Two minutes more, with the pauses that the product makes, are for the slow run.</summary>
    public static IEnumerable<TheoryDataRow<string>> Kinds() =>
    [
        new("once"), new("answer lost"), new("twice") { Explicit = true }, new("for ever") { Explicit = true },
    ];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_message_is_stored_and_told_so_or_is_not_there(string kind)
    {
        Send(NewSession("warm"));
        await ForEachCallAsync(kind, () => Send(NewSession("known")), async fault =>
        {
            var guid = NewSession("fault");
            var status = await FailingAsync(fault, () => Send(guid));
            Assert.Equal(status == 202 ? 1 : 0, Lines(guid));

            Assert.Equal(202, Send(guid));
            Assert.Equal(1, Lines(guid));
            Assert.Single(Body(Admin("GET", $"/api/admin/sessions/{guid}"))["turns"]!.AsArray());
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_session_is_there_with_its_first_turn_or_not_at_all(string kind)
    {
        Create("warm@example.com");
        var number = 0;
        await ForEachCallAsync(kind, () => Create($"known-{kind.Length}@example.com"), async fault =>
        {
            var email = $"fault-{kind.Replace(' ', '-')}-{number++}@example.com";
            var status = await FailingAsync(fault, () => Create(email));
            Assert.Equal(status == 201 ? [1] : [], Sessions(email).Select(Lines));

            // What was done but whose answer could not be kept for a repeat is not done again either.
            var again = Create(email);
            Assert.True(again == 201 || (again == 409 && status == 201), $"The repeat was answered {again}.");
            Assert.Equal([1], Sessions(email).Select(Lines));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_socket_is_let_in_and_greeted_or_is_forgotten(string kind)
    {
        Assert.Equal(200, Connect(NewSession("warm"), "warm"));
        await stage.TakeAsync(stage.GreetUrl, 1);
        var number = 0;
        await ForEachCallAsync(kind, () => Connect(NewSession("known"), "known"), async fault =>
        {
            var guid = NewSession("fault");
            var name = $"{kind.Replace(' ', '-')}-{number++}";
            await DrainAsync();
            var status = await FailingAsync(fault, () => Connect(guid, name));
            var queued = await stage.TakeAsync(stage.GreetUrl, status == 200 ? 1 : 0);
            Assert.Equal(status == 200 ? (1, 1) : (0, 0), (
                queued.DistinctBy(message => message.Body).Count(), await ConnectionsAsync(guid)));
        });
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_greeting_is_given_or_comes_again(string kind)
    {
        var number = 0;
        var known = await AdmittedAsync("known", $"known-{kind.Length}");
        Greet(known);
        await ForEachCallAsync(kind, GreetKnown, async fault =>
        {
            var name = $"greeted-{kind.Replace(' ', '-')}-{number++}";
            var greeting = await AdmittedAsync("fault", name);
            var failed = false;
            await FailingAsync(fault, () => (failed = Greet(greeting)) ? 503 : 200);
            var told = (await stage.Account.ReadAsync(name, 0, Cancellation))!.Count;
            Assert.True(failed || told > 0, "It was neither given nor left to come again.");

            Assert.False(Greet(greeting));
            var frames = (await stage.Account.ReadAsync(name, 1, Cancellation))!;
            Assert.All(frames, frame => Assert.Contains("history", Encoding.UTF8.GetString(frame)));
            Assert.Equal(failed ? frames.Count : told, frames.Count);
        });

        int GreetKnown()
        {
            var greeting = AdmittedAsync("known", $"again-{kind.Length}").GetAwaiter().GetResult();
            stage.Account.ForgetCallsAsync(Cancellation).GetAwaiter().GetResult();
            return Greet(greeting) ? 503 : 200;
        }
    }

    public void Dispose()
    {
        api.Dispose();
        sockets.Dispose();
    }

    /// <summary>Learns which calls <paramref name="flow"/> makes, and has each fail in turn.</summary>
    private async Task ForEachCallAsync(string kind, Func<int> flow, Func<AwsFault, Task> attempt)
    {
        await stage.Account.ForgetCallsAsync(Cancellation);
        flow();
        var calls = (await stage.Account.CallsAsync(Cancellation))
            .Select(call => $"{call.Service}:{call.Operation}").ToList();
        Assert.NotEmpty(calls);
        var wrong = new List<string>();
        foreach (var (index, operation) in calls.Index())
        {
            var fault = Of(kind, operation) with { Sparing = calls[..index].Count(before => before == operation) };
            try
            {
                await attempt(fault);
            }
            catch (Xunit.Sdk.XunitException failure)
            {
                wrong.Add($"{index + 1}. call, {operation}: {failure.Message}");
            }
        }

        await DrainAsync();
        Assert.True(wrong.Count == 0, $"{string.Join(' ', calls)}\n{string.Join('\n', wrong)}");
    }

    private static AwsFault Of(string kind, string operation) => kind switch
    {
        "once" => AwsFault.Broken(operation),
        "twice" => AwsFault.Broken(operation, times: 2),
        "for ever" => AwsFault.Broken(operation, times: -1),
        _ => AwsFault.AnswerLost(operation),
    };

    /// <summary>The status of a call while the fault lasts: it went well, or says that nothing can be stored.</summary>
    private async Task<int> FailingAsync(AwsFault fault, Func<int> call)
    {
        await stage.Account.FailAsync(fault, Cancellation);
        try
        {
            var status = call();
            Assert.True(status is >= 200 and < 300 or 503, $"It was answered {status}.");
            return status;
        }
        finally
        {
            await stage.Account.EndFaultsAsync(Cancellation);
        }
    }

    /// <summary>Empties the queues, which other tests look into.</summary>
    private async Task DrainAsync()
    {
        foreach (var queue in new[] { stage.DoorbellUrl, stage.GreetUrl })
        {
            await stage.Queues.PurgeQueueAsync(queue.AbsoluteUri, Cancellation);
        }
    }

    private string NewSession(string client) => (string)Body(Admin(
        "POST", "/api/admin/sessions", new JsonObject { ["email"] = $"{client}@example.com" }))["guid"]!;

    private int Send(string guid) => Status(Stage.Request(
        "POST",
        "/api/chat",
        new JsonObject { ["guid"] = guid, ["message"] = "Tea", ["client_message_id"] = "one" }));

    private int Create(string email)
    {
        var request = Admin(
            "POST", "/api/admin/sessions", new JsonObject { ["email"] = email, ["initial_request"] = "Tea" });
        request["headers"]!["idempotency-key"] = email;
        return Status(request);
    }

    private List<string> Sessions(string email)
    {
        var list = Admin("GET", "/api/admin/sessions");
        list["rawQueryString"] = $"filter=all&limit=10&q={Uri.EscapeDataString(email)}";
        return [.. Body(list)["sessions"]!.AsArray().Select(row => (string)row!["guid"]!)];
    }

    private int Lines(string guid)
    {
        var history = Stage.Request("GET", "/api/history");
        history["rawQueryString"] = $"guid={guid}";
        return Body(history)["messages"]!.AsArray().Count;
    }

    private int Connect(string guid, string name)
    {
        var happened = SampleEvent.Socket("CONNECT", "$connect");
        happened["requestContext"]!["connectionId"] = name;
        happened["headers"]!["X-Origin-Secret"] = Stage.OriginSecret;
        happened["queryStringParameters"] = new JsonObject { ["id"] = guid };
        return (int)sockets.Api.Invoke(happened.Bytes()).Json["statusCode"]!;
    }

    /// <summary>A greeting that waits for a socket that is open.</summary>
    private async Task<string> AdmittedAsync(string client, string name)
    {
        await DrainAsync();
        Assert.Equal(200, Connect(NewSession(client), name));
        await stage.Account.ConnectAsync(name, Cancellation);
        return Assert.Single(await stage.TakeAsync(stage.GreetUrl, 1)).Body;
    }

    /// <summary>Whether the greeting is to come again.</summary>
    private bool Greet(string greeting) => sockets.Api.Invoke(SampleEvent.Queue(Arn, greeting).Bytes())
        .Json["batchItemFailures"]!.AsArray().Count > 0;

    private async Task<int> ConnectionsAsync(string guid)
    {
        using var tables = new Amazon.DynamoDBv2.AmazonDynamoDBClient();
        var answer = await tables.QueryAsync(
            new Amazon.DynamoDBv2.Model.QueryRequest
            {
                TableName = "tmux-builder",
                KeyConditionExpression = "pk = :pk AND begins_with(sk, :sk)",
                ExpressionAttributeValues = new()
                {
                    [":pk"] = new() { S = $"SESSION#{guid}" },
                    [":sk"] = new() { S = "CONNECTION#" },
                },
            },
            Cancellation);
        return answer.Count ?? 0;
    }

    private static JsonObject Admin(string method, string path, JsonObject? body = null) =>
        Stage.Request(method, path, body, asAdmin: true);

    private int Status(JsonNode request)
    {
        var answer = api.Api.Invoke(request.Bytes()).Json;
        var status = (int)answer["statusCode"]!;
        if (status == 503)
        {
            Assert.NotNull(answer["headers"]!["retry-after"] ?? answer["headers"]!["Retry-After"]);
            Assert.Equal("store.unavailable", (string)JsonNode.Parse((string)answer["body"]!)!["code"]!);
        }

        return status;
    }

    private JsonNode Body(JsonNode request)
    {
        var answer = api.Api.Invoke(request.Bytes()).Json;
        Assert.InRange((int)answer["statusCode"]!, 200, 299);
        return JsonNode.Parse((string)answer["body"]!)!;
    }
}
