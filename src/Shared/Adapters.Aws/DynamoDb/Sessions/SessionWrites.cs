using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// What is written when a session is made, saved or removed; each has several items and a place in a list.
/// </summary>
internal sealed class SessionWrites(Tables tables)
{
    private static readonly Expression NotAnothers =
        new($"attribute_not_exists(#pk) OR #{Attributes.Session} = :session");

    private Table Table => tables.Main;

    /// <param name="head">Its head, new and perhaps with a first turn.</param>
    public IReadOnlyList<Write> Create(Session session, Head head)
    {
        var list = head.List;
        return
        [
            Table.Check(Keys.Purged(session.Id), Expression.Absent),
            Table.Put(SessionItems.Meta(session), Expression.Absent),
            Table.Put(HeadItem.Write(head), Expression.Absent),
            Table.Put(SessionItems.OfClient(session)),
            Move(list, session.Id, 1),
            .. list == SessionList.Purged ? [] : new[] { Table.Put(SessionItems.ShortId(session), Expression.Absent) },
        ];
    }

    /// <summary>
    /// Saves over a version, with the head's list; refused at the session's own item when there is a newer.
    /// </summary>
    public (Head Next, IReadOnlyList<Write> Writes) Save(Head head, Session stored, Session next)
    {
        next = next with { Id = stored.Id, Version = stored.Version + 1 };
        var (from, to) = (SessionList.Of(stored), SessionList.Of(next));
        var writes = new List<Write>
        {
            Table.Put(SessionItems.Meta(next), IsVersion(stored.Version)),
            Table.Put(SessionItems.OfClient(next)),
        };
        if (Keys.ClientSession(stored.Email, stored.Id) is var old && old != Keys.ClientSession(next.Email, next.Id))
        {
            writes.Add(Table.Delete(old));
        }

        if (from != to)
        {
            writes.Add(Move(from, stored.Id, -1));
            writes.Add(Move(to, stored.Id, 1));
        }

        if (to == SessionList.Purged && from != to)
        {
            writes.Add(Table.Delete(Keys.ShortId(stored.Id)));
        }
        else if (to != SessionList.Purged && (from != to || stored.ExpiresAt != next.ExpiresAt))
        {
            var values = (":session", AttributeValue.Of(stored.Id.Value));
            writes.Add(Table.Put(SessionItems.ShortId(next), NotAnothers with { Values = [values] }));
        }

        return (head with { List = to }, writes);
    }

    /// <summary>Saves where the session stands, within a step of its worker.</summary>
    public async Task<(Head Next, IReadOnlyList<Write> Writes)> WorkAsync(
        Head head, SessionState state, DateTimeOffset now, CancellationToken cancellationToken) =>
        await FindAsync(head.Session, cancellationToken) is { IsGone: false } stored
            && stored.WorkedTo(state, reason: null) is var worked
            && worked != stored
            ? Save(head, stored, worked with { UpdatedAt = now })
            : (head, []);

    /// <summary>
    /// Removes the last of a session, once all else of it is: refused when it was saved, or its lease passed on,
    /// meanwhile.
    /// </summary>
    public IReadOnlyList<Write> Remove(Head head, Session stored, bool hasShortId, DateTimeOffset now) =>
    [
        Table.Delete(
            Keys.SessionHead(stored.Id),
            new Expression($"#{HeadItem.Revision} = :rev", (":rev", AttributeValue.Of(head.Revision)))),
        Table.Delete(Keys.SessionMeta(stored.Id), IsVersion(stored.Version)),
        Table.Delete(Keys.ClientSession(stored.Email, stored.Id)),
        Move(SessionList.Of(stored), stored.Id, -1),
        Table.Put(Tombstones.Write(stored.Id, now)),
        .. hasShortId ? new[] { Table.Delete(Keys.ShortId(stored.Id)) } : [],
    ];

    public async Task<Session?> FindAsync(SessionId id, CancellationToken cancellationToken) =>
        await Table.GetAsync(Keys.SessionMeta(id), cancellationToken) is { } item ? SessionItems.ReadMeta(item) : null;

    private static Expression IsVersion(long version) =>
        new($"#{SessionItems.Version} = :version", (":version", AttributeValue.Of(version)));

    private Write Move(SessionList list, SessionId session, long by) => Table.Update(
        Keys.Count(list.Key, Shards.Of(session)),
        new Expression($"ADD #{SessionItems.Count} :by", (":by", AttributeValue.Of(by))));
}
