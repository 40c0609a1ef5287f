using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Audit;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Turns;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>
/// Sessions in DynamoDB; lists are in <see cref="SessionPages"/>, erasing in <see cref="SessionErasure"/>.
/// </summary>
internal sealed class DynamoDbSessionStore(
    Tables tables,
    SessionHeads heads,
    SessionWrites writes,
    SessionRows rows,
    SessionPages pages,
    SessionErasure erasure,
    TurnSubmission submitting,
    AuditItems audit,
    TimeProvider time) : ISessionStore
{
    private const int MaxOfClient = 200;

    // What is in the index of work: a command's item says when it expires, a head's says nothing and stays.
    private const string IsHead = $"attribute_not_exists(#{Attributes.Expires})";

    public async Task<CreateOutcome> CreateAsync(
        Session session, SessionBeginning beginning, CancellationToken cancellationToken)
    {
        var head = new Head { Session = session.Id, List = SessionList.Of(session) };
        IReadOnlyList<Write> first = [];
        if (beginning.First is { } submission)
        {
            (head, first) = await submitting.BeginAsync(head, submission, cancellationToken);
        }

        IReadOnlyList<Write> all =
        [
            .. writes.Create(session, head),
            .. first,
            .. session.State == SessionState.Initializing && beginning.First is null
                ? new[] { tables.Main.Put(SessionItems.Unbegun(session)) }
                : [],
            .. beginning.Record is { } record ? new[] { tables.Main.Put(audit.Write(record)) } : [],
        ];
        return await tables.Main.TransactAsync(all, cancellationToken) is []
            ? CreateOutcome.Created
            : CreateOutcome.IdTaken;
    }

    public async Task<Session?> FindAsync(SessionId id, CancellationToken cancellationToken)
    {
        var found = await tables.Main.GetAllAsync([Keys.SessionMeta(id), Keys.Purged(id)], cancellationToken);
        return found.GetValueOrDefault(Keys.SessionMeta(id)) is { } meta ? SessionItems.ReadMeta(meta)
            : found.GetValueOrDefault(Keys.Purged(id)) is { } purged ? Tombstones.Read(id, purged)
            : null;
    }

    public async Task<SessionRow?> FindRowAsync(SessionId id, CancellationToken cancellationToken) =>
        await rows.ReadAsync([id], cancellationToken) is [var row] ? row : null;

    public Task<SaveOutcome> SaveAsync(Session session, LeaseToken? lease, CancellationToken cancellationToken) =>
        heads.ChangeAsync(
            session.Id, now => StepAsync(now.Head, session, lease, cancellationToken), false, cancellationToken);

    public Task<Page<SessionRow>> PageAsync(SessionQuery query, CancellationToken cancellationToken) =>
        pages.ReadAsync(query, cancellationToken);

    public async Task<IReadOnlyList<SessionRow>> ListByEmailAsync(string email, CancellationToken cancellationToken)
    {
        var all = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfClient(email), Keys.Sessions), cancellationToken);
        var newest = all
            .Where(item => SessionItems.ListOf(item).IsLive)
            .OrderByDescending(SessionItems.UpdatedOf)
            .ThenByDescending(item => item.Text(Attributes.Session), StringComparer.Ordinal)
            .Take(MaxOfClient)
            .Select(SessionItems.IdOf);
        return await rows.ReadAsync(newest, cancellationToken);
    }

    public Task<IReadOnlyList<SessionId>> ListWithWorkAsync(int limit, CancellationToken cancellationToken) =>
        ListAsync(
            new Expression(
                $"{IsHead} OR #{Attributes.Expires} > :now",
                (":now", AttributeValue.Of(time.GetUtcNow().UtcTicks))),
            limit,
            cancellationToken);

    public async Task<IReadOnlyList<SessionLoad>> ListLoadsAsync(int limit, CancellationToken cancellationToken)
    {
        var sessions = await ListAsync(new Expression(IsHead), limit, cancellationToken);
        var found = await tables.Main.GetAllAsync(sessions.Select(Keys.SessionHead), cancellationToken);
        // The index may lag: the heads themselves say what waits.
        return [.. found.Values.Select(HeadItem.Read).Where(head => head.Open.Count > 0).Select(head => head.ToLoad())];
    }

    public async Task<IReadOnlyList<SessionId>> ListExpiredAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken)
    {
        var due = await tables.Main.OldestAsync(
            TableDefinition.Index2,
            Shards.All.Select(Keys.Expiring),
            Keys.Place(now.UtcTicks + 1, ""),
            limit,
            cancellationToken);
        return [.. due.Select(SessionItems.IdOf)];
    }

    public async Task<IReadOnlyList<SessionId>> ListUnbegunAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var leading = await tables.Main.OldestAsync(
            TableDefinition.Index1,
            Shards.All.Select(Keys.UnbegunSessions),
            Keys.Place(before.UtcTicks, ""),
            limit,
            cancellationToken);
        var found = new List<SessionId>();
        foreach (var id in leading.Select(SessionItems.IdOf))
        {
            if (await heads.FindAsync(id, cancellationToken) is { LastTurn: 0 }
                && await writes.FindAsync(id, cancellationToken) is { State: SessionState.Initializing })
            {
                found.Add(id);
            }
            else
            {
                // It was begun: nobody has to look at it again.
                await tables.Main.DeleteAsync(Keys.Unbegun(id), null, cancellationToken);
            }
        }

        return found;
    }

    public Task<bool> EraseAsync(SessionId id, LeaseToken? lease, CancellationToken cancellationToken) =>
        erasure.RunAsync(id, lease, cancellationToken);

    private async Task<HeadStep<SaveOutcome>> StepAsync(
        Head? head, Session session, LeaseToken? lease, CancellationToken cancellationToken)
    {
        if (head is not { Erasing: false } || await writes.FindAsync(session.Id, cancellationToken) is not { } stored)
        {
            return HeadSteps.Refuse(SaveOutcome.Absent);
        }

        if (!head.Allows(lease))
        {
            return HeadSteps.Refuse(SaveOutcome.LeaseLost);
        }

        if (stored.Version != session.Version)
        {
            return HeadSteps.Refuse(SaveOutcome.Stale);
        }

        var (next, saved) = writes.Save(head, stored, session);
        // The head itself is only held still, unless the session changes its list.
        return new HeadStep<SaveOutcome>(next == head ? null : next, saved, SaveOutcome.Saved);
    }

    private async Task<IReadOnlyList<SessionId>> ListAsync(
        Expression waiting, int limit, CancellationToken cancellationToken)
    {
        var shards = await Task.WhenAll(
            Shards.All.Select(shard => WithWorkAsync(shard, limit, waiting, cancellationToken)));
        return [.. shards.SelectMany(ids => ids).Distinct().Take(limit)];
    }

    /// <summary>Sessions of a shard that have work; several of their items may say so.</summary>
    private async Task<IEnumerable<SessionId>> WithWorkAsync(
        int shard, int limit, Expression waiting, CancellationToken cancellationToken)
    {
        var found = new HashSet<SessionId>();
        var query = new KeyQuery(Keys.Work(shard)) { Index = TableDefinition.Index1, Filter = waiting };
        await foreach (var page in tables.Main.PagesAsync(query, cancellationToken))
        {
            found.UnionWith(page.Select(SessionItems.IdOf));
            if (found.Count >= limit)
            {
                break;
            }
        }

        return found;
    }
}
