using System.Net.WebSockets;
using System.Text;
using System.Text.Json.Nodes;

namespace TmuxBuilder.Sockets.Tests.Support;

/// <summary>A real WebSocket client, as a portal's would be.</summary>
internal sealed class TestClient : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket socket = new();

    private TestClient()
    {
    }

    /// <summary>Bytes of the frame read last.</summary>
    public int LastLength { get; private set; }

    public WebSocketCloseStatus? CloseStatus => socket.CloseStatus;

    public string? CloseReason => socket.CloseStatusDescription;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<TestClient> OpenAsync(Uri address, string? origin)
    {
        var client = new TestClient();
        if (origin is not null)
        {
            client.socket.Options.SetRequestHeader("Origin", origin);
        }

        await client.socket.ConnectAsync(address, Cancellation).WaitAsync(Patience, Cancellation);
        return client;
    }

    /// <summary>The next frame, or <see langword="null"/> when the server closed, which is answered.</summary>
    public async Task<JsonObject?> NextAsync()
    {
        var text = await NextTextAsync();
        return text is null ? null : JsonNode.Parse(text)!.AsObject();
    }

    public async Task<string?> NextTextAsync()
    {
        var buffer = new byte[4096];
        using var frame = new MemoryStream();
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, Cancellation).WaitAsync(Patience, Cancellation);
            if (received.MessageType == WebSocketMessageType.Close)
            {
                await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
                return null;
            }

            frame.Write(buffer, 0, received.Count);
            if (received.EndOfMessage)
            {
                LastLength = (int)frame.Length;
                return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(frame.GetBuffer(), 0, LastLength);
            }
        }
    }

    /// <summary>The next frame, of this type.</summary>
    public async Task<JsonObject> NextAsync(string type)
    {
        var frame = await NextAsync();
        Assert.NotNull(frame);
        Assert.Equal(type, (string?)frame["type"]);
        return frame;
    }

    /// <summary>Every part of a greeting.</summary>
    public async Task<IReadOnlyList<JsonObject>> GreetingAsync()
    {
        List<JsonObject> parts = [];
        do
        {
            parts.Add(await NextAsync("history"));
        }
        while ((bool)parts[^1]["more"]!);
        return parts;
    }

    /// <summary>Reads live frames until one has this number, and gives their numbers.</summary>
    public async Task<IReadOnlyList<long>> ReadUntilAsync(long seq)
    {
        List<long> seen = [];
        while (seen.Count == 0 || seen[^1] != seq)
        {
            var frame = await NextAsync();
            Assert.NotNull(frame);
            seen.Add((long)frame["seq"]!);
        }

        return seen;
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text), WebSocketMessageType.Text);

    public Task SendAsync(ReadOnlyMemory<byte> bytes, WebSocketMessageType type) =>
        socket.SendAsync(bytes, type, endOfMessage: true, Cancellation).AsTask().WaitAsync(Patience, Cancellation);

    /// <summary>Closes as a client does, and waits for the server's answer.</summary>
    public async Task CloseAsync()
    {
        await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);
        while (await ReadRestAsync())
        {
        }
    }

    /// <summary>Asserts that the server closes with this code.</summary>
    public async Task AssertClosedAsync(int code)
    {
        while (await NextTextAsync() is not null)
        {
        }

        Assert.Equal(code, (int?)socket.CloseStatus);
    }

    public void Abort() => socket.Abort();

    public void Dispose() => socket.Dispose();

    public static long[] Seqs(IEnumerable<JsonObject> greeting) =>
    [
        .. greeting
            .SelectMany(part => part["messages"]!.AsArray())
            .Select(entry => (long?)entry!["seq"])
            .OfType<long>(),
    ];

    private async Task<bool> ReadRestAsync()
    {
        var received = await socket.ReceiveAsync(new byte[4096], Cancellation).WaitAsync(Patience, Cancellation);
        return received.MessageType != WebSocketMessageType.Close;
    }
}
