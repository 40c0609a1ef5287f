using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Operations;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Operations;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Operations;

/// <summary>Longer admin work in DynamoDB: a partition each, an item for each of its parts.</summary>
internal sealed class DynamoDbOperationStore(Tables tables, SessionHeads heads) : IOperationStore
{
    private const string Action = "action";
    private const string Created = "created";
    private const string Subject = "subject";
    private const string Position = "position";

    private const int ItemsAtOnce = 50;

    public async Task CreateAsync(Operation operation, CancellationToken cancellationToken)
    {
        foreach (var some in operation.Items.Index().Chunk(ItemsAtOnce))
        {
            await tables.Main.TransactAsync(
                [.. some.Select(part => tables.Main.Put(Write(operation.Id, part.Index, part.Item)))],
                cancellationToken);
        }

        // Last, so that an operation is found whole or not at all.
        await tables.Main.PutAsync(
            Keys.Operation(operation.Id).ToItem()
                .With(Action, operation.Action)
                .With(Created, operation.CreatedAt.UtcTicks),
            null,
            cancellationToken);
    }

    public async Task<bool> SaveItemAsync(
        OperationId operation, OperationItem item, LeaseToken? lease, CancellationToken cancellationToken)
    {
        var write = tables.Main.Update(
            Keys.OperationItem(operation, item.Subject),
            new Expression(
                $"SET #{Attributes.Record} = :record", (":record", AttributeValue.Of(OperationItemV1.Write(item)))),
            Expression.Present);
        return await tables.Main.TransactAsync(
            lease is null ? [write] : [heads.Holds(lease), write], cancellationToken) is [];
    }

    public async Task<Operation?> FindAsync(OperationId id, CancellationToken cancellationToken)
    {
        var items = await tables.Main.ListAsync(new KeyQuery(Keys.OfOperation(id)), cancellationToken);
        var key = Keys.Operation(id);
        return items.Find(item => ItemKey.Of(item) == key) is { } meta
            ? new Operation(
                id,
                meta.Text(Action),
                new DateTimeOffset(meta.Number(Created), TimeSpan.Zero),
                [.. items.Where(item => item != meta).OrderBy(item => item.Number(Position)).Select(Read)])
            : null;
    }

    private static Item Write(OperationId operation, int position, OperationItem item) =>
        Keys.OperationItem(operation, item.Subject).ToItem()
            .With(Subject, item.Subject)
            .With(Position, position)
            .With(Attributes.Record, OperationItemV1.Write(item));

    private static OperationItem Read(Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.OperationItemV1)
            ?? throw new InvalidDataException("A stored part of an operation is null."))
        .ToItem(item.Text(Subject));
}
