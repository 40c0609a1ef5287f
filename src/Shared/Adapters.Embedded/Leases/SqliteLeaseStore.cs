using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records.Workers;

namespace TmuxBuilder.Adapters.Embedded.Leases;

/// <summary>Workers and leases in SQLite; a lease is the epoch and worker of its session's head.</summary>
internal sealed class SqliteLeaseStore(SqliteDatabase database) : ILeaseStore
{
    public Task RegisterAsync(WorkerRecord worker, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                """
                INSERT INTO workers (id, heartbeat, capacity, draining, started, version, memory_mb, processors)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)
                ON CONFLICT (id) DO UPDATE
                SET capacity = excluded.capacity, draining = excluded.draining, started = excluded.started,
                    version = excluded.version, memory_mb = excluded.memory_mb, processors = excluded.processors
                """,
                worker.Id.Value,
                worker.Heartbeat,
                worker.Capacity,
                worker.Draining,
                worker.StartedAt.UtcTicks,
                worker.Machine?.Version,
                worker.Machine?.MemoryMb,
                worker.Machine?.Processors),
            cancellationToken);

    public Task<long?> HeartbeatAsync(WorkerId worker, CancellationToken cancellationToken) =>
        database.WriteAsync<long?>(
            sql => sql.Execute("UPDATE workers SET heartbeat = heartbeat + 1 WHERE id = ?1", worker.Value) == 0
                ? null
                : sql.Number("SELECT heartbeat FROM workers WHERE id = ?1", worker.Value),
            cancellationToken);

    public Task AdvertiseAsync(WorkerId worker, WorkerPlaces places, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                "UPDATE workers SET places = ?2 WHERE id = ?1", worker.Value, WorkerPlacesV1.Write(places)),
            cancellationToken);

    public Task<IReadOnlyList<WorkerRecord>> ListWorkersAsync(CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<WorkerRecord>>(
            sql => sql.List(
                """
                SELECT id, heartbeat, capacity, draining, started, places, version, memory_mb, processors
                FROM workers ORDER BY id
                """,
                Worker),
            cancellationToken);

    public Task RemoveWorkerAsync(WorkerId worker, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => sql.Execute("DELETE FROM workers WHERE id = ?1", worker.Value), cancellationToken);

    public Task<Lease?> FindAsync(SessionId session, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => Find(sql, session) is { Epoch: > 0 } lease ? lease : null, cancellationToken);

    public Task<LeaseToken?> AcquireAsync(SessionId session, WorkerId worker, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Acquire(sql, session, worker), cancellationToken);

    public Task<LeaseToken?> TakeOverAsync(Lease seen, WorkerId worker, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Find(sql, seen.Session) == seen ? Give(sql, seen, worker) : null, cancellationToken);

    public Task<bool> ReleaseAsync(LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                "UPDATE heads SET worker = NULL WHERE session = ?1 AND epoch = ?2 AND worker = ?3",
                lease.Session.Value,
                lease.Epoch,
                lease.Worker.Value) == 1,
            cancellationToken);

    public Task<IReadOnlyList<LeaseToken>> ListHeldAsync(WorkerId worker, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<LeaseToken>>(
            sql => sql.List(
                "SELECT session, epoch FROM heads WHERE worker = ?1",
                reader => new LeaseToken(SessionId.Parse(reader.GetString(0)), worker, reader.GetInt64(1)),
                worker.Value),
            cancellationToken);

    private static Lease? Find(SqlRunner sql, SessionId session) =>
        sql.First("SELECT session, worker, epoch FROM heads WHERE session = ?1", Lease, session.Value);

    private static LeaseToken? Acquire(SqlRunner sql, SessionId session, WorkerId worker) => Find(sql, session) switch
    {
        null => null,
        { Worker: null } free => Give(sql, free, worker),
        { Worker: var holder } held when holder == worker => new LeaseToken(session, worker, held.Epoch),
        _ => null,
    };

    private static LeaseToken Give(SqlRunner sql, Lease lease, WorkerId worker)
    {
        sql.Execute(
            "UPDATE heads SET epoch = ?2, worker = ?3 WHERE session = ?1",
            lease.Session.Value,
            lease.Epoch + 1,
            worker.Value);
        return new LeaseToken(lease.Session, worker, lease.Epoch + 1);
    }

    private static Lease Lease(SqliteDataReader reader) => new(
        SessionId.Parse(reader.GetString(0)),
        reader.TextOrNull(1) is { } worker ? WorkerId.Parse(worker) : null,
        reader.GetInt64(2));

    private static WorkerRecord Worker(SqliteDataReader reader) => new(
        WorkerId.Parse(reader.GetString(0)),
        reader.GetInt64(1),
        reader.GetInt32(2),
        reader.GetBoolean(3),
        reader.Time(4))
    {
        Places = WorkerPlacesV1.Read(reader.TextOrNull(5)),
        Machine = reader.TextOrNull(6) is { } version
            ? new WorkerMachine(version, reader.GetInt32(7), reader.GetInt32(8))
            : null,
    };
}
