using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Connections;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Connections;

/// <summary>
/// Connections in DynamoDB, in their session's partition. The gateway ends each after two hours: what was not removed
/// by then is no longer listed, and is removed by the table itself.
/// </summary>
internal sealed class DynamoDbConnectionStore(Tables tables, TimeProvider time) : IConnectionStore
{
    private const string RoleName = "role";
    private const string PublicId = "public_id";
    private const string Live = "live";
    private const string Since = "since";

    /// <summary>Two hours, and what clocks may differ.</summary>
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(130);

    public Task PutAsync(Connection connection, CancellationToken cancellationToken) => tables.Main.PutAsync(
        Keys.Connection(connection.Session, connection.Id).ToItem()
            .With(RoleName, connection.Role.ToString())
            .With(PublicId, connection.PublicId)
            .With(Live, connection.Live)
            .With(Since, connection.ConnectedAt.UtcTicks)
            .Until(connection.ConnectedAt + Longest),
        null,
        cancellationToken);

    public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken) =>
        tables.Main.DeleteAsync(Keys.Connection(session, connection), null, cancellationToken);

    public async Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Longest;
        var items = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session), Keys.Connections), cancellationToken);
        return [.. items.Select(item => Read(session, item)).Where(connection => connection.ConnectedAt > oldest)];
    }

    private static Connection Read(SessionId session, Item item) => new(
        item.Text(TableDefinition.SortKey)[Keys.Connections.Length..],
        session,
        Enum.Parse<Role>(item.Text(RoleName)),
        item.Text(PublicId),
        item.Flag(Live),
        new DateTimeOffset(item.Number(Since), TimeSpan.Zero));
}
