using System.Globalization;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Requests;

/// <summary>Onboarding requests in DynamoDB; lists are indexes in shards, which may lag.</summary>
internal sealed class DynamoDbRequestStore(Tables tables) : IRequestStore
{
    public async Task CreateAsync(BuildRequest request, CancellationToken cancellationToken)
    {
        var refusals = await tables.Main.TransactAsync(
            [
                tables.Main.Put(RequestItems.Write(request), Expression.Absent),
                Move(request.Status, request.Id, 1),
            ],
            cancellationToken);
        if (refusals.Count > 0)
        {
            throw new InvalidOperationException($"There is a request {request.Id.Value} already.");
        }
    }

    public async Task<BuildRequest?> FindAsync(RequestId id, CancellationToken cancellationToken) =>
        await tables.Main.GetAsync(Keys.Request(id), cancellationToken) is { } item ? RequestItems.Read(item) : null;

    public async Task<bool> DecideAsync(BuildRequest decided, CancellationToken cancellationToken) =>
        await tables.Main.TransactAsync(
            [
                tables.Main.Put(RequestItems.Write(decided), Is(RequestStatus.Pending)),
                .. decided.Status == RequestStatus.Pending
                    ? Array.Empty<Write>()
                    : [Move(RequestStatus.Pending, decided.Id, -1), Move(decided.Status, decided.Id, 1)],
            ],
            cancellationToken) is [];

    public async Task<Page<BuildRequest>> PageAsync(
        RequestStatus? status, PageRequest page, CancellationToken cancellationToken)
    {
        var list = $"requests/{status}";
        var limit = Math.Clamp(page.Limit, 1, PageRequest.MaxLimit);
        var before = page.Cursor is { } cursor && Cursor.Read(list, cursor) is var (ticks, id)
            ? Keys.Place(ticks, id)
            : null;
        var index = status is null ? TableDefinition.Index1 : TableDefinition.Index2;
        var rows = await tables.Main.NewestAsync(
            index, Shards.All.Select(shard => Keys.RequestList(status, shard)), before, limit + 1, cancellationToken);
        var shown = rows.Take(limit).ToList();
        var found = await tables.Main.GetAllAsync(shown.Select(ItemKey.Of), cancellationToken);
        return new Page<BuildRequest>(
            [
                // What was decided or removed since the index was written is left out.
                .. shown.Select(row => found.GetValueOrDefault(ItemKey.Of(row)))
                    .OfType<Item>()
                    .Select(RequestItems.Read)
                    .Where(request => status is null || request.Status == status),
            ],
            rows.Count > limit ? CursorAt(list, shown[^1].Text(index.SortKey)) : null,
            await TotalAsync(status, cancellationToken));
    }

    public async Task<IReadOnlyList<RequestId>> ListPendingAsync(
        DateTimeOffset before, int limit, CancellationToken cancellationToken)
    {
        var rows = await tables.Main.OldestAsync(
            TableDefinition.Index2,
            Shards.All.Select(shard => Keys.RequestList(RequestStatus.Pending, shard)),
            Keys.Place(before.UtcTicks, ""),
            limit,
            cancellationToken);
        var found = await tables.Main.GetAllAsync(rows.Select(ItemKey.Of), cancellationToken);
        return
        [
            .. rows.Select(row => found.GetValueOrDefault(ItemKey.Of(row)))
                .OfType<Item>()
                .Select(RequestItems.Read)
                .Where(request => request.Status == RequestStatus.Pending)
                .Select(request => request.Id),
        ];
    }

    public async Task<bool> DeleteAsync(RequestId id, CancellationToken cancellationToken)
    {
        var attempts = tables.Main.NewAttempts();
        while (await FindAsync(id, cancellationToken) is { } stored)
        {
            if (await tables.Main.TransactAsync(
                [tables.Main.Delete(Keys.Request(id), Is(stored.Status)), Move(stored.Status, id, -1)],
                cancellationToken) is [])
            {
                return true;
            }

            await attempts.PauseAsync(cancellationToken);
        }

        return false;
    }

    private static Expression Is(RequestStatus status) =>
        new($"#{RequestItems.Status} = :status", (":status", AttributeValue.Of(status.ToString())));

    private static string CursorAt(string list, string place)
    {
        var end = place.IndexOf('#', StringComparison.Ordinal);
        return Cursor.Write(list, long.Parse(place.AsSpan(0, end), CultureInfo.InvariantCulture), place[(end + 1)..]);
    }

    private Write Move(RequestStatus status, RequestId id, long by) => tables.Main.Update(
        RequestItems.Counter(status, Shards.Of(id.Value)),
        new Expression($"ADD #{RequestItems.Count} :by", (":by", AttributeValue.Of(by))));

    private async Task<long> TotalAsync(RequestStatus? status, CancellationToken cancellationToken)
    {
        var counters = await tables.Main.GetAllAsync(
            (status is { } one ? [one] : Enum.GetValues<RequestStatus>())
                .SelectMany(each => Shards.All.Select(shard => RequestItems.Counter(each, shard))),
            cancellationToken);
        return counters.Values.Sum(item => item.Number(RequestItems.Count));
    }
}
