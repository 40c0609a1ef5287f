using TmuxBuilder.Adapters.Embedded.Audit;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Adapters.Embedded.Turns;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Sessions;

/// <summary>Sessions in SQLite; lists are in <see cref="SessionPages"/>.</summary>
internal sealed class SqliteSessionStore(SqliteDatabase database, TimeProvider time) : ISessionStore
{
    private const int MaxOfClient = 200;

    public Task<CreateOutcome> CreateAsync(
        Session session, SessionBeginning beginning, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql =>
            {
                var outcome = Create(sql, session);
                if (outcome == CreateOutcome.Created)
                {
                    Begin(sql, session.Id, beginning);
                }

                return outcome;
            },
            cancellationToken);

    public Task<Session?> FindAsync(SessionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => Find(sql, id) ?? Tombstones.Find(sql, id), cancellationToken);

    public Task<SessionRow?> FindRowAsync(SessionId id, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First($"{SessionMapper.SelectRows} WHERE s.id = ?1", SessionMapper.Row, id.Value),
            cancellationToken);

    public Task<SaveOutcome> SaveAsync(Session session, LeaseToken? lease, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Save(sql, session, lease), cancellationToken);

    public Task<Page<SessionRow>> PageAsync(SessionQuery query, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => SessionPages.Read(sql, query), cancellationToken);

    public Task<IReadOnlyList<SessionRow>> ListByEmailAsync(string email, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SessionRow>>(
            sql => sql.List(
                $"""
                {SessionMapper.SelectRows} WHERE s.email = ?1 AND s.list < 2
                ORDER BY s.updated DESC, s.id DESC LIMIT ?2
                """,
                SessionMapper.Row,
                email.ToLowerInvariant(),
                MaxOfClient),
            cancellationToken);

    public Task<IReadOnlyList<SessionId>> ListWithWorkAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SessionId>>(
            sql => sql.List(
                """
                SELECT session FROM heads WHERE queued > 0 OR running IS NOT NULL
                UNION
                SELECT session FROM commands WHERE done = 0 AND expires > ?1
                LIMIT ?2
                """,
                SessionMapper.Id,
                time.GetUtcNow().UtcTicks,
                limit),
            cancellationToken);

    public Task<IReadOnlyList<SessionLoad>> ListLoadsAsync(int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SessionLoad>>(
            sql => sql.List(
                """
                SELECT session, queued, running_state,
                    (SELECT MIN(id) FROM turns
                     WHERE turns.session = heads.session AND open = 1 AND id IS NOT heads.running)
                FROM heads WHERE queued > 0 OR running IS NOT NULL LIMIT ?1
                """,
                SessionMapper.Load,
                limit),
            cancellationToken);

    public Task<IReadOnlyList<SessionId>> ListExpiredAsync(
        DateTimeOffset now, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SessionId>>(
            sql => sql.List(
                """
                SELECT id FROM sessions WHERE list < 2 AND expires IS NOT NULL AND expires <= ?1
                ORDER BY expires LIMIT ?2
                """,
                SessionMapper.Id,
                now.UtcTicks,
                limit),
            cancellationToken);

    public Task<IReadOnlyList<SessionId>> ListUnbegunAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<SessionId>>(
            sql => sql.List(
                """
                SELECT s.id FROM sessions s JOIN heads h ON h.n = s.n
                WHERE json_extract(s.record, '$.state') = 'Initializing' AND s.created < ?1 AND h.last_turn = 0
                ORDER BY s.created LIMIT ?2
                """,
                SessionMapper.Id,
                before.UtcTicks,
                limit),
            cancellationToken);

    public async Task<bool> EraseAsync(SessionId id, LeaseToken? lease, CancellationToken cancellationToken)
    {
        if (!await database.WriteAsync(sql => Erase(sql, id, lease), cancellationToken))
        {
            return false;
        }

        await database.HideDeletedAsync(cancellationToken);
        return true;
    }

    /// <summary>Saves where the session stands, within a step of its worker.</summary>
    internal static void Work(SqlRunner sql, SessionId id, SessionState state, DateTimeOffset now)
    {
        if (Find(sql, id) is { IsGone: false } stored
            && stored.WorkedTo(state, reason: null) is var worked
            && worked != stored)
        {
            Write(sql, worked with { UpdatedAt = now });
        }
    }

    private static Session? Find(SqlRunner sql, SessionId id) => sql.First(
        $"SELECT {SessionMapper.SessionColumns} FROM sessions s WHERE s.id = ?1", SessionMapper.Session, id.Value);

    private static CreateOutcome Create(SqlRunner sql, Session session)
    {
        if (sql.Any("SELECT 1 FROM sessions WHERE short = ?1 AND list < 3", session.Id.Short)
            || Tombstones.Has(sql, session.Id))
        {
            return CreateOutcome.IdTaken;
        }

        sql.Execute(
            """
            INSERT INTO sessions (id, short, version, list, email, name, created, updated, expires, record)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)
            """,
            session.Id.Value,
            session.Id.Short,
            session.Version,
            SessionMapper.ListOf(session),
            session.Email.ToLowerInvariant(),
            session.Name.ToLowerInvariant(),
            session.CreatedAt.UtcTicks,
            session.UpdatedAt.UtcTicks,
            session.ExpiresAt?.UtcTicks,
            SessionRecordV1.Write(session));
        sql.Execute("INSERT INTO heads (n, session) SELECT n, id FROM sessions WHERE id = ?1", session.Id.Value);
        return CreateOutcome.Created;
    }

    private static void Begin(SqlRunner sql, SessionId session, SessionBeginning beginning)
    {
        if (beginning.First is { } first)
        {
            TurnSubmission.Run(sql, session, first);
        }

        if (beginning.Record is { } record)
        {
            SqliteAuditStore.Append(sql, record);
        }
    }

    private static SaveOutcome Save(SqlRunner sql, Session session, LeaseToken? lease)
    {
        if (Find(sql, session.Id) is not { } stored)
        {
            return SaveOutcome.Absent;
        }

        if (!Fence.Allows(sql, session.Id, lease))
        {
            return SaveOutcome.LeaseLost;
        }

        if (stored.Version != session.Version)
        {
            return SaveOutcome.Stale;
        }

        Write(sql, session);
        return SaveOutcome.Saved;
    }

    private static void Write(SqlRunner sql, Session session) => sql.Execute(
        """
        UPDATE sessions
        SET version = version + 1, list = ?2, email = ?3, name = ?4, created = ?5, updated = ?6, expires = ?7,
            record = ?8
        WHERE id = ?1
        """,
        session.Id.Value,
        SessionMapper.ListOf(session),
        session.Email.ToLowerInvariant(),
        session.Name.ToLowerInvariant(),
        session.CreatedAt.UtcTicks,
        session.UpdatedAt.UtcTicks,
        session.ExpiresAt?.UtcTicks,
        SessionRecordV1.Write(session));

    private bool Erase(SqlRunner sql, SessionId id, LeaseToken? lease)
    {
        if (Find(sql, id) is not { } session)
        {
            return true;
        }

        if (!Fence.Allows(sql, id, lease))
        {
            return false;
        }

        SqliteScrub.Delete(sql, deleting => SessionErasure.Run(deleting, session, time.GetUtcNow()));
        return true;
    }
}
