using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Doorbells;

/// <summary>
/// Rings within this process. A session that rings again before it was heard rings once, so that what waits is bounded
/// by the number of sessions.
/// </summary>
internal sealed class ChannelDoorbell : IDoorbell
{
    private readonly Channel<SessionId> rings = Channel.CreateUnbounded<SessionId>();
    private readonly ConcurrentDictionary<SessionId, bool> waiting = [];

    public Task RingAsync(SessionId session, CancellationToken cancellationToken)
    {
        if (waiting.TryAdd(session, true))
        {
            rings.Writer.TryWrite(session);
        }

        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<SessionId> ListenAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var session in rings.Reader.ReadAllAsync(cancellationToken))
        {
            // Before it is given out: what is stored from here on rings anew.
            waiting.TryRemove(session, out _);
            yield return session;
        }
    }
}
