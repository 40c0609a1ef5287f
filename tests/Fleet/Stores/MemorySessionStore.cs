using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Fleet.Stores;

/// <summary>Sessions in memory; pages of them are for portals, of which a fleet has none.</summary>
internal sealed class MemorySessionStore(Storage storage, ILink link, TimeProvider time) : ISessionStore
{
    private const int MaxOfClient = 200;

    public Task<CreateOutcome> CreateAsync(
        Session session, SessionBeginning beginning, CancellationToken cancellationToken) =>
        link.CallAsync(() => Create(session, beginning), cancellationToken);

    public Task<Session?> FindAsync(SessionId id, CancellationToken cancellationToken) => link.CallAsync(
        () => storage.Find(id)?.Session
            ?? (storage.Purged.TryGetValue(id, out var at) ? Tombstone(id, at) : null),
        cancellationToken);

    public Task<SessionRow?> FindRowAsync(SessionId id, CancellationToken cancellationToken) =>
        link.CallAsync(() => storage.Find(id)?.Row, cancellationToken);

    public Task<SaveOutcome> SaveAsync(Session session, LeaseToken? lease, CancellationToken cancellationToken) =>
        link.CallAsync(() => Save(session, lease), cancellationToken);

    public Task<Page<SessionRow>> PageAsync(SessionQuery query, CancellationToken cancellationToken) =>
        throw new NotSupportedException("A fleet shows no lists.");

    public Task<IReadOnlyList<SessionRow>> ListByEmailAsync(string email, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<SessionRow>>(
            () =>
            [
                .. storage.Sessions.Values
                    .Where(entry => entry.Session is { IsGone: false } && entry.Session.Email == email)
                    .OrderByDescending(entry => entry.Session.UpdatedAt)
                    .Take(MaxOfClient)
                    .Select(entry => entry.Row),
            ],
            cancellationToken);

    public Task<IReadOnlyList<SessionId>> ListWithWorkAsync(int limit, CancellationToken cancellationToken) =>
        link.CallAsync(() => WithWork(limit), cancellationToken);

    public Task<IReadOnlyList<SessionLoad>> ListLoadsAsync(int limit, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<SessionLoad>>(
            () => [.. storage.WithTurns.Take(limit).Select(LoadOf)], cancellationToken);

    public Task<IReadOnlyList<SessionId>> ListExpiredAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<SessionId>>(
            () =>
            [
                .. storage.Sessions.Values
                    .Where(entry => entry.Session is { IsGone: false } && entry.Session.ExpiresAt <= now)
                    .OrderBy(entry => entry.Session.ExpiresAt)
                    .Take(limit)
                    .Select(entry => entry.Id),
            ],
            cancellationToken);

    public Task<IReadOnlyList<SessionId>> ListUnbegunAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        link.CallAsync<IReadOnlyList<SessionId>>(
            () =>
            [
                .. storage.Sessions.Values
                    .Where(entry => entry.Session.State == SessionState.Initializing
                        && entry.Session.CreatedAt < before
                        && entry.LastTurn == 0)
                    .OrderBy(entry => entry.Session.CreatedAt)
                    .Take(limit)
                    .Select(entry => entry.Id),
            ],
            cancellationToken);

    public Task<bool> EraseAsync(SessionId id, LeaseToken? lease, CancellationToken cancellationToken) =>
        link.CallAsync(() => Erase(id, lease), cancellationToken);

    private static Session Tombstone(SessionId id, DateTimeOffset at) => new()
    {
        Id = id,
        Email = "",
        ClientName = "",
        Name = "",
        State = SessionState.Purged,
        CreatedAt = at,
        UpdatedAt = at,
    };

    private static SessionLoad LoadOf(SessionEntry entry)
    {
        var waiting = entry.Turns.Where(turn => turn.State == TurnState.Queued).Select(turn => turn.Id).ToList();
        return new SessionLoad(
            entry.Id,
            entry.Queued,
            entry.RunningState,
            waiting.Count == 0 ? null : waiting.MinBy(turn => turn.Value, StringComparer.Ordinal).CreatedAt);
    }

    private IReadOnlyList<SessionId> WithWork(int limit)
    {
        if (storage.Bug == PlantedBug.LostForGood)
        {
            return [];
        }

        var now = time.GetUtcNow();
        return
        [
            .. storage.WithTurns
                .Concat(storage.WithCommands.Where(
                    entry => !entry.HasTurns && entry.Commands.Exists(command => command.ExpiresAt > now)))
                .Take(limit)
                .Select(entry => entry.Id),
        ];
    }

    private CreateOutcome Create(Session session, SessionBeginning beginning)
    {
        if (storage.Purged.ContainsKey(session.Id) || !storage.Shorts.Add(session.Id.Short))
        {
            return CreateOutcome.IdTaken;
        }

        storage.Add(session);
        var entry = storage.Sessions[session.Id];
        if (beginning.First is { } first)
        {
            MemoryTurnStore.Submit(storage, entry, first);
        }

        if (beginning.Record is { } record)
        {
            storage.Audit.Add(record);
        }

        return CreateOutcome.Created;
    }

    private SaveOutcome Save(Session session, LeaseToken? lease)
    {
        if (storage.Find(session.Id) is not { } entry)
        {
            return SaveOutcome.Absent;
        }

        if (!storage.Allows(entry, lease))
        {
            return SaveOutcome.LeaseLost;
        }

        if (entry.Session.Version != session.Version)
        {
            return SaveOutcome.Stale;
        }

        entry.Session = session with { Version = session.Version + 1 };
        return SaveOutcome.Saved;
    }

    private bool Erase(SessionId id, LeaseToken? lease)
    {
        if (storage.Find(id) is not { } entry)
        {
            return true;
        }

        if (!storage.Allows(entry, lease))
        {
            return false;
        }

        storage.Give(entry, null);
        storage.WithTurns.Remove(entry);
        storage.WithCommands.Remove(entry);
        storage.Sessions.Remove(id);
        storage.Shorts.Remove(id.Short);
        storage.Purged[id] = time.GetUtcNow();
        return true;
    }
}
