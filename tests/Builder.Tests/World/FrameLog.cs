using System.Collections.Concurrent;
using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>The client of every session at its socket, which outlives the worker's processes.</summary>
internal sealed class FrameLog(Pulse pulse) : IClientChannel, IConnectionStore
{
    private readonly ConcurrentQueue<(SessionId Session, SocketFrame Frame)> frames = new();

    /// <summary>What the reader of a session's socket was sent, in the order it came.</summary>
    public IReadOnlyList<SocketFrame> Of(Session session) =>
        [.. frames.Where(sent => sent.Session == session.Id).Select(sent => sent.Frame)];

    public Task<bool> PostAsync(Connection connection, IReadOnlyList<Frame> sent, CancellationToken cancellationToken)
    {
        foreach (var frame in sent)
        {
            frames.Enqueue((connection.Session, SocketFrame.Read(JsonElement.Parse(frame.Utf8.Span))));
        }

        pulse.Beat();
        return Task.FromResult(true);
    }

    public Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task PutAsync(Connection connection, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    public Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Connection>>(
            [new Connection(session.Value, session, Role.Client, session.Value, Live: true, DateTimeOffset.UnixEpoch)]);

    public Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken) =>
        throw new NotSupportedException("Workers know connections by their session.");

    public IAsyncEnumerable<Connection> ListAllAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException("Workers know connections by their session.");
}
