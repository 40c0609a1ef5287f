using System.Collections.Concurrent;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Heads;

/// <summary>
/// The heads this process wrote last: a guess that a worker's next write starts from. A wrong one costs a try.
/// </summary>
internal sealed class RememberedHeads
{
    private const int Max = 1_024;

    private readonly ConcurrentDictionary<SessionId, Head> heads = new();

    public Head? Find(SessionId session) => heads.GetValueOrDefault(session);

    public void Remember(Head head)
    {
        // All are forgotten when they are many: they come back with the next write of each.
        if (heads.Count >= Max)
        {
            heads.Clear();
        }

        heads[head.Session] = head;
    }

    public void Forget(SessionId session) => heads.TryRemove(session, out _);
}
