using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Doorbells;

/// <summary>
/// Rings for one or for all workers. A session that rings again before it was heard rings once, so that what waits is
/// bounded by the number of sessions.
/// </summary>
internal sealed class RingLine
{
    private readonly Channel<SessionId> rings = Channel.CreateUnbounded<SessionId>();
    private readonly ConcurrentDictionary<SessionId, bool> waiting = [];

    public void Ring(SessionId session)
    {
        if (waiting.TryAdd(session, true))
        {
            rings.Writer.TryWrite(session);
        }
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
