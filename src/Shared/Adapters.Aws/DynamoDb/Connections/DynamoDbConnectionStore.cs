using System.Runtime.CompilerServices;
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
            .InIndex1(Keys.ConnectionList(Shards.Of(connection.Id)), connection.Id)
            .With(Attributes.Session, connection.Session.Value)
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

    public async Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken)
    {
        var found = await tables.Main.ListAsync(
            KeyQuery.Between(Keys.ConnectionList(Shards.Of(connection)), connection, connection) with
            {
                Index = TableDefinition.Index1,
            },
            cancellationToken,
            limit: 1);
        return found is [var leading]
            && await tables.Main.GetAsync(ItemKey.Of(leading), cancellationToken) is { } item
            ? ReadAny(item)
            : null;
    }

    public async IAsyncEnumerable<Connection> ListAllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Longest;
        foreach (var shard in Shards.All)
        {
            var query = new KeyQuery(Keys.ConnectionList(shard)) { Index = TableDefinition.Index1 };
            await foreach (var page in tables.Main.PagesAsync(query, cancellationToken))
            {
                var items = await tables.Main.GetAllAsync(page.Select(ItemKey.Of), cancellationToken);
                foreach (var connection in items.Values.Select(ReadAny).Where(known => known.ConnectedAt > oldest))
                {
                    yield return connection;
                }
            }
        }
    }

    private static Connection ReadAny(Item item) => Read(SessionId.Parse(item.Text(Attributes.Session)), item);

    private static Connection Read(SessionId session, Item item) => new(
        item.Text(TableDefinition.SortKey)[Keys.Connections.Length..],
        session,
        Enum.Parse<Role>(item.Text(RoleName)),
        item.Text(PublicId),
        item.Flag(Live),
        new DateTimeOffset(item.Number(Since), TimeSpan.Zero));
}
