using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Usage;

/// <summary>
/// What a client used counts on for its days, under no name. What a session used goes with its partition.
/// </summary>
internal sealed class UsageErasing(Tables tables) : ISessionErasing
{
    public Task EraseAsync(Session session, CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task ForgetAsync(string email, CancellationToken cancellationToken)
    {
        var query = KeyQuery.Between(
            Keys.OfClient(email), Keys.ClientUsageOn(DateOnly.MinValue), Keys.ClientUsageOn(DateOnly.MaxValue));
        foreach (var item in await tables.Main.ListAsync(query, cancellationToken))
        {
            await MoveAsync(ItemKey.Of(item), cancellationToken);
        }
    }

    private async Task MoveAsync(ItemKey key, CancellationToken cancellationToken)
    {
        var day = Keys.DayOf(key.Sort);
        var attempts = tables.Main.NewAttempts();
        while (await tables.Main.GetAsync(key, cancellationToken) is { } item)
        {
            var amount = UsageItems.Read(item);
            if (await tables.Main.TransactAsync(
                [
                    tables.Main.Delete(key, UsageItems.Unchanged(amount)),
                    tables.Main.Update(
                        Keys.UsageOfClient("", day),
                        UsageItems.Add(amount, Keys.ClientsOn(day), Keys.ClientOn(""))),
                ],
                cancellationToken) is [])
            {
                return;
            }

            await attempts.PauseAsync(cancellationToken);
        }
    }
}
