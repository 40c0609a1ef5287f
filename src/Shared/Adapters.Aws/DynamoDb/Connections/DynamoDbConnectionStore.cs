using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2.Model;
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

    public Task PutAsync(Connection connection, CancellationToken cancellationToken) => tables.Main.TransactAsync(
        [
            tables.Main.Put(Keys.Connection(connection.Session, connection.Id).ToItem()
                .InIndex1(Keys.ConnectionList(Shards.Of(connection.Id)), connection.Id)
                .With(Attributes.Session, connection.Session.Value)
                .With(RoleName, connection.Role.ToString())
                .With(PublicId, connection.PublicId)
                .With(Live, connection.Live)
                .With(Since, connection.ConnectedAt.UtcTicks)
                .Until(connection.ConnectedAt + Longest)),
            tables.Main.Put(Keys.ConnectionById(connection.Id).ToItem()
                .With(Attributes.Session, connection.Session.Value)
                .Until(connection.ConnectedAt + Longest)),
        ],
        cancellationToken);

    /// <summary>Another session's connection of this id, which cannot be, stays as it is.</summary>
    public Task RemoveAsync(SessionId session, string connection, CancellationToken cancellationToken) =>
        tables.Main.TransactAsync(
            [
                tables.Main.Delete(Keys.Connection(session, connection)),
                tables.Main.Delete(
                    Keys.ConnectionById(connection),
                    new Expression(
                        $"attribute_not_exists(#pk) OR #{Attributes.Session} = :session",
                        (":session", AttributeValue.Of(session.Value)))),
            ],
            cancellationToken);

    public async Task<IReadOnlyList<Connection>> ListAsync(SessionId session, CancellationToken cancellationToken)
    {
        var oldest = time.GetUtcNow() - Longest;
        var items = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session), Keys.Connections), cancellationToken);
        return [.. items.Select(item => Read(session, item)).Where(connection => connection.ConnectedAt > oldest)];
    }

    /// <summary>Read as it is now: a client may speak as soon as it is let in.</summary>
    public async Task<Connection?> FindAsync(string connection, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.ConnectionById(connection), cancellationToken) is { } leading
            && await tables.Main.GetAsync(
                Keys.Connection(SessionId.Parse(leading.Text(Attributes.Session)), connection), cancellationToken)
                is { } item
            ? ReadAny(item)
            : null;

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
