using System.Globalization;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Sockets.Tests.Support;

namespace TmuxBuilder.Sockets.Tests.Documents;

/// <summary>A conversation with a real socket, as <c>wscat</c> shows it.</summary>
internal static class Transcript
{
    private const string Guid = "3f9ac27b41d80e65b2c7f0a91d4e8b36f57a0c2d9e1b84637ca5d0f2e8914b7d";
    private static readonly TurnId Turn = TurnId.Parse("019c27a1d3f08a4be2571c90f6d83e42");

    public static async Task<string> RecordAsync()
    {
        var time = new FakeTimeProvider(DateTimeOffset.Parse("2026-02-04T07:25:31Z", CultureInfo.InvariantCulture));
        await using var world = await SocketWorld.StartAsync(time: time);
        var session = await world.NewSessionAsync(SessionId.Parse(Guid));
        var text = new StringBuilder($"$ wscat -c ws://localhost:8000/ws/{Guid}\nConnected (press CTRL+C to quit)\n");
        await SayAsync(world, session, "ack", "");
        await SayAsync(world, session, "working", "npm install react");
        using var client = await world.ConnectAsync(session);
        await ReadAsync(client, text);

        time.Advance(TimeSpan.FromSeconds(4));
        await SayAsync(world, session, "progress", "75");
        await ReadAsync(client, text);
        await AskAsync(client, text, """{"action":"ping"}""");
        await AskAsync(client, text, """{"action":"history","since":2}""");
        await AskAsync(client, text, "hello");
        await SayAsync(world, session, "done", "");
        await ReadAsync(client, text);
        time.Advance(TimeSpan.FromSeconds(26));
        await ReadAsync(client, text);

        var stopping = world.StopAsync();
        await client.AssertClosedAsync(1001);
        await stopping;
        text.Append(CultureInfo.InvariantCulture, $"Disconnected (code: 1001, reason: \"{client.CloseReason}\")\n");
        return text.ToString();
    }

    private static async Task SayAsync(SocketWorld world, SessionId session, string type, string message) =>
        await world.Recorder.RecordAsync(
            session,
            [new ActivityEvent(type, message, Turn: Turn)],
            lease: null,
            TestContext.Current.CancellationToken);

    private static async Task AskAsync(TestClient client, StringBuilder text, string frame)
    {
        text.Append(CultureInfo.InvariantCulture, $"> {frame}\n");
        await client.SendAsync(frame);
        await ReadAsync(client, text);
    }

    private static async Task ReadAsync(TestClient client, StringBuilder text) =>
        text.Append(CultureInfo.InvariantCulture, $"< {await client.NextTextAsync()}\n");
}
