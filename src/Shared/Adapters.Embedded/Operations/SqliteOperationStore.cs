using TmuxBuilder.Adapters.Embedded.Leases;
using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Operations;

namespace TmuxBuilder.Adapters.Embedded.Operations;

/// <summary>Longer admin work in SQLite.</summary>
internal sealed class SqliteOperationStore(SqliteDatabase database) : IOperationStore
{
    public Task CreateAsync(Operation operation, CancellationToken cancellationToken) =>
        database.WriteAsync(sql => Create(sql, operation), cancellationToken);

    public Task<bool> SaveItemAsync(
        OperationId operation, OperationItem item, LeaseToken? lease, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => (lease is null || Fence.Holds(sql, lease.Session, lease)) && sql.Execute(
                "UPDATE operation_items SET record = ?3 WHERE operation = ?1 AND subject = ?2",
                operation.Value,
                item.Subject,
                OperationItemV1.Write(item)) == 1,
            cancellationToken);

    public Task<Operation?> FindAsync(OperationId id, CancellationToken cancellationToken) =>
        database.ReadAsync(sql => Find(sql, id), cancellationToken);

    private static void Create(SqlRunner sql, Operation operation)
    {
        sql.Execute(
            "INSERT INTO operations (id, action, created) VALUES (?1, ?2, ?3)",
            operation.Id.Value,
            operation.Action,
            operation.CreatedAt.UtcTicks);
        for (var position = 0; position < operation.Items.Count; position++)
        {
            sql.Execute(
                "INSERT INTO operation_items (operation, position, subject, record) VALUES (?1, ?2, ?3, ?4)",
                operation.Id.Value,
                position,
                operation.Items[position].Subject,
                OperationItemV1.Write(operation.Items[position]));
        }
    }

    private static Operation? Find(SqlRunner sql, OperationId id)
    {
        var items = sql.List(
            "SELECT subject, record FROM operation_items WHERE operation = ?1 ORDER BY position",
            reader => reader.Record(1, RecordJson.Stored.OperationItemV1).ToItem(reader.GetString(0)),
            id.Value);
        return sql.First(
            "SELECT action, created FROM operations WHERE id = ?1",
            reader => new Operation(id, reader.GetString(0), reader.Time(1), items),
            id.Value);
    }
}
