using System.Text;
using System.Threading.Channels;
using TmuxBuilder.Contracts;
using TmuxBuilder.Core.Connections;

namespace TmuxBuilder.Adapters.Embedded.Tests;

public sealed class LocalClientChannelTests : ClientChannelContract
{
    protected override ValueTask<StoreWorld> OpenAsync() => EmbeddedWorld.OpenAsync();

    protected override ValueTask<IListeningClient> ListenAsync(Connection connection)
    {
        var sockets = World.Get<LocalSockets>();
        var sink = new Sink(() => sockets.Remove(connection.Id));
        sockets.Add(connection.Id, sink);
        return ValueTask.FromResult<IListeningClient>(sink);
    }

    private sealed class Sink(Action vanish) : IClientSink, IListeningClient
    {
        private readonly Channel<string> frames = Channel.CreateUnbounded<string>();

        public ChannelReader<string> Frames => frames.Reader;

        public bool TryPost(IReadOnlyList<Frame> posted) =>
            posted.All(frame => frames.Writer.TryWrite(Encoding.UTF8.GetString(frame.Utf8.Span)));

        public void Close(string reason) => frames.Writer.TryComplete();

        public void Vanish() => vanish();
    }
}
