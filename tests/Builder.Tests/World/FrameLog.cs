using System.Collections.Concurrent;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>Takes what would go to sockets.</summary>
internal sealed class FrameLog : IClientChannel
{
    public ConcurrentQueue<string> Frames { get; } = new();

    public Task<bool> PostAsync(Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
    {
        foreach (var frame in frames)
        {
            Frames.Enqueue(System.Text.Encoding.UTF8.GetString(frame.Utf8.Span));
        }

        return Task.FromResult(true);
    }

    public Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken) => Task.CompletedTask;
}
