using System.Net.WebSockets;
using System.Text.Json.Nodes;

namespace TmuxBuilder.EndToEnd.Harness;

/// <summary>
/// A socket client that keeps every numbered frame, and fails as soon as a number is missing or doubled.
/// </summary>
public sealed class Listener : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    private readonly ClientWebSocket socket = new();
    private readonly byte[] buffer = new byte[256 * 1024];
    private readonly Queue<JsonObject> unread = new();

    private Listener(long last) => Last = last;

    public List<JsonObject> Frames { get; } = [];

    public long Last { get; private set; }

    public static async Task<Listener> ConnectAsync(
        HostProcess host, string guid, long since, CancellationToken cancellationToken)
    {
        var listener = new Listener(since);
        var address = new UriBuilder(host.Url) { Scheme = "ws", Path = $"/ws/{guid}", Query = $"since={since}" }.Uri;
        await listener.socket.ConnectAsync(address, cancellationToken);
        return listener;
    }

    /// <summary>The next numbered frame that fits; the ones before it are kept in <see cref="Frames"/>.</summary>
    public async Task<JsonObject> UntilAsync(Func<JsonObject, bool> fits, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            while (true)
            {
                while (unread.TryDequeue(out var frame))
                {
                    Assert.Equal(Last + 1, (long)frame["seq"]!);
                    Last++;
                    Frames.Add(frame);
                    if (fits(frame))
                    {
                        return frame;
                    }
                }

                Take(await ReceiveAsync(patience.Token));
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new TimeoutException(
                $"The frame did not come. Seen:\n{string.Join('\n', Frames.Select(frame => frame.ToJsonString()))}");
        }
    }

    public Task<JsonObject> UntilTypeAsync(string type, CancellationToken cancellationToken) =>
        UntilAsync(frame => (string?)frame["type"] == type, cancellationToken);

    public ValueTask DisposeAsync()
    {
        // No farewell: the host may have been killed.
        socket.Abort();
        socket.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Take(JsonObject received)
    {
        var frames = (string?)received["type"] == "history" ? received["messages"]!.AsArray() : [received.DeepClone()];
        foreach (var frame in frames.OfType<JsonObject>().Where(frame => frame["seq"] is not null))
        {
            unread.Enqueue(frame.DeepClone().AsObject());
        }
    }

    private async Task<JsonObject> ReceiveAsync(CancellationToken cancellationToken)
    {
        var length = 0;
        while (true)
        {
            var part = await socket.ReceiveAsync(buffer.AsMemory(length), cancellationToken);
            Assert.NotEqual(WebSocketMessageType.Close, part.MessageType);
            length += part.Count;
            if (part.EndOfMessage)
            {
                return JsonNode.Parse(buffer.AsSpan(0, length))!.AsObject();
            }
        }
    }
}
