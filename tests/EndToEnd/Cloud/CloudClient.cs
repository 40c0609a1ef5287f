using System.Text;
using System.Text.Json.Nodes;
using TmuxBuilder.Functions.Tests.Support;

namespace TmuxBuilder.EndToEnd.Cloud;

/// <summary>A client and an admin of a stage: calls go to the API's function, frames come over the gateway.</summary>
internal sealed class CloudClient(Stage stage, FunctionProcess api, FunctionProcess sockets)
{
    // The emulator waits half a minute each time.
    private const int MostWaits = 10;

    private int read;

    public List<JsonNode> Frames { get; } = [];

    /// <summary>All it saw, as text.</summary>
    public string Told => string.Join('\n', Frames.Select(frame => frame.ToJsonString()));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public JsonNode Call(string method, string path, JsonObject? body = null, string query = "", bool asAdmin = false)
    {
        var request = Stage.Request(method, path, body, asAdmin);
        request["rawQueryString"] = query;
        var answer = api.Invoke(request)!;
        Assert.True((int)answer["statusCode"]! is >= 200 and < 300, answer.ToJsonString());
        return JsonNode.Parse((string)answer["body"]!)!;
    }

    /// <summary>Opens a socket as the gateway does: asked first, opened then, greeted by way of the queue.</summary>
    public async Task ConnectAsync(string guid, string connection)
    {
        var happened = SampleEvent.Socket("CONNECT", "$connect");
        happened["requestContext"]!["connectionId"] = connection;
        happened["headers"]!["X-Origin-Secret"] = Stage.OriginSecret;
        happened["queryStringParameters"] = new JsonObject { ["id"] = guid };
        Assert.Equal(200, (int)sockets.Invoke(happened)!["statusCode"]!);
        await stage.Account.ConnectAsync(connection, Cancellation);
        var greeting = Assert.Single(await stage.TakeAsync(stage.GreetUrl, 1)).Body;
        var done = sockets.Invoke(SampleEvent.Queue("arn:aws:sqs:eu-central-1:1:greetings", greeting))!;
        Assert.Empty(done["batchItemFailures"]!.AsArray());
    }

    /// <summary>The next frame that fits, each looked at once.</summary>
    public async Task<JsonNode> UntilAsync(string connection, Func<JsonNode, bool> fits)
    {
        for (var wait = 0; wait < MostWaits;)
        {
            var all = await stage.Account.ReadAsync(connection, read + 1, Cancellation);
            Assert.NotNull(all);
            wait += all.Count == read ? 1 : 0;
            while (read < all.Count)
            {
                var frame = JsonNode.Parse(Encoding.UTF8.GetString(all[read++]))!;
                Frames.Add(frame);
                if (fits(frame))
                {
                    return frame;
                }
            }
        }

        throw new TimeoutException($"The frame did not come. Seen:\n{Told}");
    }
}
