using System.Globalization;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Resources;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Resources;

/// <summary>
/// The ledger in a table of its own, whose attributes others read too: that is its stored shape, and there is no other.
/// </summary>
internal sealed class DynamoDbResourceLedger(Tables tables, SessionHeads heads, ArrivalClock clock) : IResourceLedger
{
    private const string Kind = "resource_type";
    private const string Id = "resource_id";
    private const string Created = "created_at";
    private const string Metadata = "metadata";
    private const string Stage = "stage";

    /// <summary>Lines made at the same time come as they were first put.</summary>
    private const string Arrived = "arrived";

    public async Task<bool> PutAsync(ResourceRecord record, LeaseToken lease, CancellationToken cancellationToken)
    {
        if (record.Session != lease.Session)
        {
            return false;
        }

        var key = Keys.Resource(record.Session, record.Kind, record.Id);
        var update = new Expression(
            $"SET #{Kind} = :kind, #{Id} = :id, #{Created} = :created, #{Metadata} = :metadata, #{Stage} = :stage, "
            + $"#{Arrived} = if_not_exists(#{Arrived}, :arrived)",
            (":kind", AttributeValue.Of(record.Kind.ToString())),
            (":id", AttributeValue.Of(record.Id)),
            (":created", AttributeValue.Of(record.CreatedAt.ToString("O", CultureInfo.InvariantCulture))),
            (":metadata", MapOf(record.Metadata)),
            (":stage", AttributeValue.Of(record.Stage.ToString())),
            (":arrived", AttributeValue.Of(clock.Next())));
        var refusals = await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Resources.Update(key, update, AllowedFor(record.Stage)),
                record.Stage == ResourceStage.Fact
                    ? tables.Main.Delete(Keys.Unsettled(record.Session, record.Kind, record.Id))
                    : tables.Main.Put(Leading(record)),
            ],
            cancellationToken);
        // That a fact stays one is no refusal.
        return refusals.All(refusal => refusal.Key == key);
    }

    public async Task<IReadOnlyList<ResourceRecord>> ListAsync(
        SessionId session, CancellationToken cancellationToken)
    {
        var items = await tables.Resources.ListAsync(new KeyQuery(Keys.OfResources(session)), cancellationToken);
        return
        [
            .. items.Select(item => (Record: Read(session, item), Arrived: item.Number(Arrived)))
                .OrderBy(line => line.Record.CreatedAt)
                .ThenBy(line => line.Arrived)
                .Select(line => line.Record),
        ];
    }

    public async Task<bool> RemoveAsync(
        ResourceKind kind, string id, LeaseToken lease, CancellationToken cancellationToken) =>
        await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Resources.Delete(Keys.Resource(lease.Session, kind, id)),
                tables.Main.Delete(Keys.Unsettled(lease.Session, kind, id)),
            ],
            cancellationToken) is [];

    public async Task<IReadOnlyList<ResourceRecord>> ListUnsettledAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var leading = await tables.Main.OldestAsync(
            TableDefinition.Index1,
            Shards.All.Select(Keys.UnsettledResources),
            Keys.Place(before.UtcTicks, ""),
            limit,
            cancellationToken);
        var lines = leading
            .Select(item => (Session: SessionItems.IdOf(item), Unsettled: item.Text(TableDefinition.SortKey)))
            .Select(line => (line.Session, Key: Keys.ResourceOf(line.Session, line.Unsettled)))
            .ToList();
        var found = await tables.Resources.GetAllAsync(lines.Select(line => line.Key), cancellationToken);
        return
        [
            .. lines.Where(line => found.ContainsKey(line.Key))
                .Select(line => Read(line.Session, found[line.Key]))
                .Where(record => record.Stage != ResourceStage.Fact),
        ];
    }

    /// <summary>What has a line found by time, in whichever session.</summary>
    private static Item Leading(ResourceRecord record) => Keys.Unsettled(record.Session, record.Kind, record.Id)
        .ToItem()
        .With(Attributes.Session, record.Session.Value)
        .InIndex1(
            Keys.UnsettledResources(Shards.Of(record.Session)),
            Keys.Place(record.CreatedAt.UtcTicks, $"{record.Session.Value}#{record.Kind}#{record.Id}"));

    private static Expression? AllowedFor(ResourceStage stage) => stage == ResourceStage.Intent
        ? new Expression(
            $"attribute_not_exists(#pk) OR #{Stage} <> :fact",
            (":fact", AttributeValue.Of(nameof(ResourceStage.Fact))))
        : null;

    private static AttributeValue MapOf(IReadOnlyDictionary<string, string> metadata) => new()
    {
        M = metadata.ToDictionary(pair => pair.Key, pair => AttributeValue.Of(pair.Value)),
        // Also when it is empty.
        IsMSet = true,
    };

    private static ResourceRecord Read(SessionId session, Item item) => new(
        session,
        Enum.Parse<ResourceKind>(item.Text(Kind)),
        item.Text(Id),
        Enum.Parse<ResourceStage>(item.Text(Stage)),
        DateTimeOffset.Parse(item.Text(Created), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind),
        (item[Metadata].M ?? []).ToDictionary(pair => pair.Key, pair => pair.Value.S));
}
