using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace TmuxBuilder.DemoAgent.Tests.Conversation;

/// <summary>
/// The worker's end of the socket: takes hooks as docs/agent-protocol.md says and answers each with <c>exit 0</c>.
/// </summary>
internal sealed class ListeningWorker : IAsyncDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Socket _socket = new(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
    private readonly Channel<JsonElement> _hooks = Channel.CreateUnbounded<JsonElement>();
    private readonly Task _accepting;

    public ListeningWorker(string path)
    {
        _socket.Bind(new UnixDomainSocketEndPoint(path));
        _socket.Listen(64);
        _accepting = AcceptAsync();
    }

    /// <summary>Every hook that was waited for or passed over, in order.</summary>
    public List<JsonElement> Seen { get; } = [];

    public IReadOnlyList<string> Names => [.. Seen.Select(Describe)];

    public async Task<JsonElement> NextAsync(string described, CancellationToken cancellationToken)
    {
        while (true)
        {
            var hook = await _hooks.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(Patience, cancellationToken);
            Seen.Add(hook);
            if (Describe(hook).StartsWith(described, StringComparison.Ordinal))
            {
                return hook;
            }
        }
    }

    public static string Describe(JsonElement hook)
    {
        var name = hook.GetProperty("hook_event_name").GetString()!;
        if (!hook.TryGetProperty("tool_input", out var input))
        {
            return name;
        }

        var subject = input.TryGetProperty("command", out var command) ? command : input.GetProperty("file_path");
        return $"{name} {subject.GetString()}";
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                using var connection = await _socket.AcceptAsync();
                using var stream = new NetworkStream(connection);
                var request = new MemoryStream();
                await stream.CopyToAsync(request);
                var fields = Encoding.UTF8.GetString(request.ToArray()).Split('\0');
                Assert.Equal(("hook", 3), (fields[0], fields.Length));
                _hooks.Writer.TryWrite(JsonDocument.Parse(fields[2]).RootElement);
                await stream.WriteAsync("exit 0\n"u8.ToArray());
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
            _hooks.Writer.TryComplete();
        }
    }
}
