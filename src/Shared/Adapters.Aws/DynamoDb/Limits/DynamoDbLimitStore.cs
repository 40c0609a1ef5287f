using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Limits;

/// <summary>
/// Counters in DynamoDB, one item a key and window, which begins with its first use. A use whose answer was lost may
/// count twice: a limit errs on the side of fewer.
/// </summary>
internal sealed class DynamoDbLimitStore(Tables tables, TimeProvider time) : ILimitStore
{
    private const string Uses = "n";
    private const string Ends = Attributes.Expires;

    private static readonly TimeSpan Spare = TimeSpan.FromHours(1);

    public async Task<TimeSpan?> TakeAsync(
        string key, int limit, TimeSpan window, CancellationToken cancellationToken)
    {
        if (limit <= 0)
        {
            return await LookAsync(key, limit, window, cancellationToken);
        }

        var attempts = tables.Main.NewAttempts();
        var item = Keys.Limit(key, window);
        while (true)
        {
            var now = time.GetUtcNow();
            var counted = await tables.Main.UpdateAsync(
                item,
                new Expression($"ADD #{Uses} :one", (":one", AttributeValue.Of(1))),
                new Expression(
                    $"#{Ends} > :now AND #{Uses} < :limit",
                    (":now", AttributeValue.Of(now.UtcTicks)),
                    (":limit", AttributeValue.Of(limit))),
                cancellationToken);
            if (counted.Done)
            {
                return null;
            }

            if (Wait(counted.Item, limit, window, now) is { } wait)
            {
                return wait;
            }

            if (await BeginAsync(item, window, now, cancellationToken))
            {
                return null;
            }

            await attempts.PauseAsync(cancellationToken);
        }
    }

    public async Task<TimeSpan?> LookAsync(
        string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
        Wait(
            await tables.Main.GetAsync(Keys.Limit(key, window), cancellationToken), limit, window, time.GetUtcNow());

    /// <summary>How long to wait; the table may still have a window that is over.</summary>
    private static TimeSpan? Wait(Item? stored, int limit, TimeSpan window, DateTimeOffset now)
    {
        var ends = stored?.Number(Ends) ?? 0;
        var (used, left) = ends > now.UtcTicks
            ? (stored!.Number(Uses), TimeSpan.FromTicks(ends - now.UtcTicks))
            : (0, window);
        return used >= limit ? left : null;
    }

    /// <summary>Begins a window with its first use; false when another did.</summary>
    private async Task<bool> BeginAsync(
        ItemKey key, TimeSpan window, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var begun = await tables.Main.PutAsync(
            key.ToItem().With(Uses, 1).With(Ends, (now + window).UtcTicks).Until(now + window + Spare),
            new Expression(
                $"attribute_not_exists(#pk) OR #{Ends} <= :now", (":now", AttributeValue.Of(now.UtcTicks))),
            cancellationToken);
        return begun.Done;
    }
}
