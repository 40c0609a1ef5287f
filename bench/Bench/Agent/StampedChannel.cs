using System.Text;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Bench.Agent;

/// <summary>Stamps every frame the moment it is handed to a socket.</summary>
internal sealed class StampedChannel(IClientChannel inner, Stamps stamps) : IClientChannel
{
    public Task<bool> PostAsync(Connection connection, IReadOnlyList<Frame> frames, CancellationToken cancellationToken)
    {
        foreach (var frame in frames)
        {
            stamps.Add(new Stamps.Sent(Encoding.UTF8.GetString(frame.Utf8.Span)));
        }

        return inner.PostAsync(connection, frames, cancellationToken);
    }

    public Task CloseAsync(Connection connection, string reason, CancellationToken cancellationToken) =>
        inner.CloseAsync(connection, reason, cancellationToken);
}
