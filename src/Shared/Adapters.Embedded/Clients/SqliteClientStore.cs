using TmuxBuilder.Adapters.Embedded.Sqlite;
using TmuxBuilder.Core.Clients;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Clients;

namespace TmuxBuilder.Adapters.Embedded.Clients;

/// <summary>Clients' profiles in SQLite; addresses differ not by case.</summary>
internal sealed class SqliteClientStore(SqliteDatabase database) : IClientStore
{
    public Task<ClientProfile?> FindAsync(string email, CancellationToken cancellationToken) =>
        database.ReadAsync(
            sql => sql.First(
                "SELECT record FROM clients WHERE email = ?1",
                reader => reader.Record(0, RecordJson.Stored.ClientRecordV1).ToProfile(),
                email.ToLowerInvariant()),
            cancellationToken);

    public Task SaveAsync(ClientProfile profile, CancellationToken cancellationToken) =>
        database.WriteAsync(
            sql => sql.Execute(
                """
                INSERT INTO clients (email, record) VALUES (?1, ?2)
                ON CONFLICT (email) DO UPDATE SET record = excluded.record
                """,
                profile.Email.ToLowerInvariant(),
                ClientRecordV1.Write(profile)),
            cancellationToken);
}
