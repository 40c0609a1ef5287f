using Microsoft.Data.Sqlite;
using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Embedded.Commands;

/// <summary>Commands in SQLite.</summary>
internal sealed class SqliteCommandStore(SqliteDatabase database) : ICommandStore
{
    public Task AddAsync(Command command, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                """
                INSERT INTO commands (id, session, kind, payload, created, expires, trace)
                VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
                ON CONFLICT (id) DO NOTHING
                """,
                command.Id.Value,
                command.Session.Value,
                command.Kind.ToString(),
                command.Payload,
                command.CreatedAt.UtcTicks,
                command.ExpiresAt.UtcTicks,
                command.TraceId),
            cancellationToken);

    public Task<IReadOnlyList<Command>> ListPendingAsync(
        SessionId session, DateTimeOffset now, CancellationToken cancellationToken) =>
        database.ReadAsync<IReadOnlyList<Command>>(
            sql => sql.List(
                """
                SELECT id, session, kind, payload, created, expires, trace FROM commands
                WHERE session = ?1 AND done = 0 AND expires > ?2 ORDER BY n
                """,
                Map,
                session.Value,
                now.UtcTicks),
            cancellationToken);

    public Task<bool> CompleteAsync(CommandId command, LeaseToken lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => Fence.Holds(sql, lease.Session, lease) && sql.Execute(
                "UPDATE commands SET done = 1 WHERE id = ?1 AND session = ?2 AND done = 0",
                command.Value,
                lease.Session.Value) == 1,
            cancellationToken);

    public Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute("DELETE FROM commands WHERE done = 1")
                + sql.Execute("DELETE FROM commands WHERE expires <= ?1", now.UtcTicks),
            cancellationToken);

    private static Command Map(SqliteDataReader reader) => new(
        CommandId.Parse(reader.GetString(0)),
        SessionId.Parse(reader.GetString(1)),
        Enum.Parse<CommandKind>(reader.GetString(2)),
        reader.GetString(3),
        reader.Time(4),
        reader.Time(5),
        reader.IsDBNull(6) ? null : reader.GetString(6));
}
