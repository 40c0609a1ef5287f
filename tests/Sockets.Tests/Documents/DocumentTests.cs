using NJsonSchema;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests.Documents;

public sealed class DocumentTests
{
    private const string Entry =
        """
        "type":"status","guid":"x","message":"m","data":"m","timestamp":"2026-02-04T07:25:31Z","turn_id":null
        """;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task The_schema_of_the_frames_is_the_one_in_the_documentation() =>
        Checked.FileAsync("frames.schema.json", _ => FrameSchema.Write(closed: false));

    [Fact]
    public async Task The_guide_for_client_authors_says_what_the_code_does()
    {
        var transcript = await Transcript.RecordAsync();

        await Checked.FileAsync("websocket.md", document => Sections.Fill(document, transcript));
    }

    [Fact]
    public async Task Every_kind_of_frame_fits_the_schema()
    {
        var schema = await JsonSchema.FromJsonAsync(FrameSchema.Write(closed: true), Cancellation);
        await using var world = await SocketWorld.StartAsync();
        var session = await world.NewSessionAsync();
        await world.NewSiteAsync(session);
        await world.SayAsync(session, "status", """{"region":"x"}""");
        var (ticket, _) = await world.GrantAsync(GrantKind.SocketTicket, session);
        var (share, _) = await world.GrantAsync(GrantKind.Share, session);
        using var client = await world.ConnectAsync(session);
        using var admin = await world.ConnectAsync(session, $"ticket={ticket}");
        using var reader = await world.ConnectAsync(share);

        foreach (var (type, _) in Core.Activity.ActivityTypes.Known)
        {
            await world.SayAsync(session, type, "npm install", type == "site" ? """{"id":1,"n":null}""" : null);
        }

        await world.SayAsync(session, "resources", """{"region":"x"}""");
        await world.SayAsync(session, "summary", new string('x', 200_000));
        await world.SayAsync(session, "of_its_own", "");
        foreach (var listener in new[] { client, admin, reader })
        {
            await listener.SendAsync("""{"action":"history","since":0}""");
            await listener.SendAsync("?");
            await listener.SendAsync("""{"action":"ping"}""");
            HashSet<string> seen = [];
            while (!seen.Contains("pong"))
            {
                var text = (await listener.NextTextAsync())!;
                Assert.Empty(schema.Validate(text));
                seen.Add((string)System.Text.Json.Nodes.JsonNode.Parse(text)!["type"]!);
            }

            Assert.Superset(new HashSet<string> { "history", "error", "pong" }, seen);
        }
    }

    [Theory]
    [InlineData("""{"type":"pong"}""")]
    [InlineData("""{"type":"pong","last_seq":-1}""")]
    [InlineData("{" + Entry + "}")]
    [InlineData("{\"seq\":0," + Entry + "}")]
    [InlineData("{\"seq\":1,\"more\":1," + Entry + "}")]
    [InlineData("""{"type":"error","code":"frame.odd","message":"m","data":"m"}""")]
    public async Task What_is_no_frame_does_not_fit_the_schema(string text)
    {
        var schema = await JsonSchema.FromJsonAsync(FrameSchema.Write(closed: true), Cancellation);

        Assert.NotEmpty(schema.Validate(text));
    }

    [Theory]
    [InlineData("""{"action":"ping"}""", true)]
    [InlineData("""{"action":"history"}""", true)]
    [InlineData("""{"action":"history","since":3}""", true)]
    [InlineData("""{"action":"history","since":"3"}""", false)]
    [InlineData("""{"action":"shout"}""", false)]
    public async Task What_a_client_may_send_is_in_the_schema(string text, bool fits)
    {
        var schema = await JsonSchema.FromJsonAsync(FrameSchema.Write(closed: true), Cancellation);

        Assert.Equal(fits, schema.Definitions["client"].Validate(text).Count == 0);
    }
}
