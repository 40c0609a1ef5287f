using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Commands;

/// <summary>Commands in DynamoDB; none is stored for a session that is gone, which nobody would carry out.</summary>
internal sealed class DynamoDbCommandStore(Tables tables, SessionHeads heads, ArrivalClock clock) : ICommandStore
{
    private static readonly Expression IsWaiting =
        new($"attribute_exists(#pk) AND attribute_not_exists(#{CommandItems.Done})");

    private static readonly Expression MarkDone = new(
        $"SET #{CommandItems.Done} = :done, #{Attributes.Index2Sort} = :now "
        + $"REMOVE #{Attributes.Index1Partition}, #{Attributes.Index1Sort}",
        (":done", AttributeValue.Of(true)),
        (":now", AttributeValue.Of(Keys.Padded(0))));

    public Task AddAsync(Command command, CancellationToken cancellationToken) => tables.Main.TransactAsync(
        [
            heads.StillThere(command.Session),
            tables.Main.Put(CommandItems.Write(command, clock.Next()), Expression.Absent),
        ],
        cancellationToken);

    public async Task<IReadOnlyList<Command>> ListPendingAsync(
        SessionId session, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = KeyQuery.Beginning(Keys.OfSession(session), Keys.Commands) with
        {
            Filter = new Expression(
                $"attribute_not_exists(#{CommandItems.Done}) AND #{Attributes.Expires} > :now",
                (":now", AttributeValue.Of(now.UtcTicks))),
        };
        var pending = await tables.Main.ListAsync(query, cancellationToken);
        return [.. pending.OrderBy(item => item.Number(CommandItems.Arrived)).Select(CommandItems.Read)];
    }

    public async Task<bool> CompleteAsync(
        CommandId command, LeaseToken lease, CancellationToken cancellationToken) =>
        await tables.Main.TransactAsync(
            [
                heads.Holds(lease),
                tables.Main.Update(Keys.Command(lease.Session, command), MarkDone, IsWaiting),
            ],
            cancellationToken) is [];

    public async Task<int> SweepAsync(DateTimeOffset now, CancellationToken cancellationToken)
    {
        var swept = await Task.WhenAll(Shards.All.Select(shard => SweepAsync(shard, now, cancellationToken)));
        return swept.Sum();
    }

    private async Task<int> SweepAsync(int shard, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var query = KeyQuery.UpTo(Keys.SweptCommands(shard), Keys.Padded(now.UtcTicks)) with
        {
            Index = TableDefinition.Index2,
        };
        var count = 0;
        await foreach (var page in tables.Main.PagesAsync(query, cancellationToken))
        {
            foreach (var item in page)
            {
                var removed = await tables.Main.DeleteAsync(
                    ItemKey.Of(item), Expression.Present, cancellationToken);
                count += removed.Done ? 1 : 0;
            }
        }

        return count;
    }
}
