using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Usage;

/// <summary>
/// Usage in DynamoDB: totals by turn, session, client and day, added to with every call in one transaction.
/// </summary>
internal sealed class DynamoDbUsageStore(Tables tables, UsagePages pages) : IUsageStore
{
    private Table Table => tables.Main;

    public async Task<bool> AddAsync(UsageRecord record, CancellationToken cancellationToken)
    {
        var (session, amount) = (record.Session, record.Amount);
        var day = DateOnly.FromDateTime(record.At.UtcDateTime);
        var refusals = await Table.TransactAsync(
            [
                Table.Check(Keys.Purged(session), Expression.Absent),
                Table.Put(Keys.ModelCall(session, record.CallId).ToItem(), Expression.Absent),
                .. record.Turn is { } turn
                    ? new[] { Table.Update(Keys.UsageOfTurn(session, turn), UsageItems.Add(amount)) }
                    : [],
                Table.Update(Keys.Usage(session), UsageItems.Add(amount)),
                Table.Update(
                    Keys.UsageOfDay(session, day), UsageItems.Add(amount, Keys.SessionsOn(day), session.Value)),
                OfClient(record.Client, day, amount),
                OfAll(session, day, amount),
                OfModel(record, day),
            ],
            cancellationToken);
        if (refusals.Any(refusal => refusal.Key == Keys.Purged(session)))
        {
            await Table.TransactAsync(
                [OfClient("", day, amount), OfAll(session, day, amount), OfModel(record, day)], cancellationToken);
            return true;
        }

        return refusals.Count == 0;
    }

    public async Task<UsageTotals> SessionTotalAsync(SessionId session, CancellationToken cancellationToken) =>
        await Table.GetAsync(Keys.Usage(session), cancellationToken) is { } item
            ? UsageItems.Read(item)
            : UsageTotals.Zero;

    public async Task<IReadOnlyDictionary<SessionId, UsageTotals>> SessionTotalsAsync(
        IReadOnlyCollection<SessionId> sessions, CancellationToken cancellationToken)
    {
        var found = await Table.GetAllAsync(sessions.Select(Keys.Usage), cancellationToken);
        return sessions.Distinct()
            .Where(session => found.ContainsKey(Keys.Usage(session)))
            .ToDictionary(session => session, session => UsageItems.Read(found[Keys.Usage(session)]));
    }

    public async Task<IReadOnlyDictionary<TurnId, UsageTotals>> TurnTotalsAsync(
        SessionId session, IReadOnlyCollection<TurnId> turns, CancellationToken cancellationToken)
    {
        var found = await Table.GetAllAsync(
            turns.Select(turn => Keys.UsageOfTurn(session, turn)), cancellationToken);
        return turns.Distinct()
            .Where(turn => found.ContainsKey(Keys.UsageOfTurn(session, turn)))
            .ToDictionary(turn => turn, turn => UsageItems.Read(found[Keys.UsageOfTurn(session, turn)]));
    }

    public async Task<IReadOnlyList<(DateOnly Day, UsageTotals Amount)>> ClientDaysAsync(
        string client, DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (from > to)
        {
            return [];
        }

        var items = await Table.ListAsync(
            KeyQuery.Between(Keys.OfClient(client), Keys.ClientUsageOn(from), Keys.ClientUsageOn(to)),
            cancellationToken);
        return [.. items.Select(item => (Keys.DayOf(item.Text(TableDefinition.SortKey)), UsageItems.Read(item)))];
    }

    public async Task<UsageTotals> TotalAsync(DateOnly from, DateOnly to, CancellationToken cancellationToken)
    {
        if (from > to)
        {
            return UsageTotals.Zero;
        }

        var shards = await Task.WhenAll(Shards.All.Select(shard => Table.ListAsync(
            KeyQuery.Between(Keys.OfAllUsage(shard), Keys.Day(from), Keys.Day(to)), cancellationToken)));
        return shards.SelectMany(items => items)
            .Aggregate(UsageTotals.Zero, (sum, item) => sum + UsageItems.Read(item));
    }

    public Task<Page<UsageRow>> PageAsync(UsageQuery query, CancellationToken cancellationToken) =>
        pages.ReadAsync(query, cancellationToken);

    private Write OfClient(string client, DateOnly day, UsageTotals amount) => Table.Update(
        Keys.UsageOfClient(client, day), UsageItems.Add(amount, Keys.ClientsOn(day), Keys.ClientOn(client)));

    private Write OfModel(UsageRecord record, DateOnly day) => Table.Update(
        Keys.UsageOfModel(day, record.Model, Shards.Of(record.Session)), UsageItems.Add(record.Amount));

    private Write OfAll(SessionId session, DateOnly day, UsageTotals amount) =>
        Table.Update(Keys.UsageOfAll(day, Shards.Of(session)), UsageItems.Add(amount));
}
