using System.Text;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Sockets.Remote;

namespace TmuxBuilder.Sockets.Tests.Support;

/// <summary>A gateway that holds sockets: it knows which are open and notes what they were sent.</summary>
internal sealed class Gateway : IRemoteSockets, IGreetQueue, IClientChannel
{
    private readonly Dictionary<string, List<JsonNode>> open = [];
    private readonly Channel<string> refused = Channel.CreateUnbounded<string>();

    public List<Greeting> Greetings { get; } = [];

    public List<string> Closed { get; } = [];

    /// <summary>The sockets that were asked for and were not there.</summary>
    public ChannelReader<string> Refused => refused.Reader;

    /// <summary>Called after each frame that was taken.</summary>
    public Func<string, Task> Sent { get; set; } = _ => Task.CompletedTask;

    public void Open(string connection)
    {
        lock (open)
        {
            open[connection] = [];
        }
    }

    public void Drop(string connection)
    {
        lock (open)
        {
            open.Remove(connection);
        }
    }

    public IReadOnlyList<JsonNode> FramesOf(string connection)
    {
        lock (open)
        {
            return [.. open[connection]];
        }
    }

    public async Task<bool> SendAsync(
        string connection, ReadOnlyMemory<byte> utf8, CancellationToken cancellationToken)
    {
        lock (open)
        {
            if (!open.TryGetValue(connection, out var frames))
            {
                refused.Writer.TryWrite(connection);
                return false;
            }

            frames.Add(JsonNode.Parse(Encoding.UTF8.GetString(utf8.Span))!);
        }

        await Sent(connection);
        return true;
    }

    public Task CloseAsync(string connection, CancellationToken cancellationToken)
    {
        Closed.Add(connection);
        Drop(connection);
        return Task.CompletedTask;
    }

    public Task AddAsync(Greeting greeting, CancellationToken cancellationToken)
    {
        Greetings.Add(greeting);
        return Task.CompletedTask;
    }

    public async Task<bool> PostAsync(
        Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
    {
        foreach (var frame in frames)
        {
            if (!await SendAsync(connection.Id, frame.Utf8, cancellationToken))
            {
                return false;
            }
        }

        return true;
    }

    public Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken) =>
        CloseAsync(connection.Id, cancellationToken);
}
