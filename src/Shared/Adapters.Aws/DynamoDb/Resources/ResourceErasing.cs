using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Resources;

/// <summary>Erases a session's ledger.</summary>
internal sealed class ResourceErasing(Tables tables) : ISessionErasing
{
    public async Task EraseAsync(Session session, CancellationToken cancellationToken) =>
        await tables.Resources.DeleteAllAsync(
            (await tables.Resources.ListAsync(new KeyQuery(Keys.OfResources(session.Id)), cancellationToken))
                .Select(ItemKey.Of),
            cancellationToken);

    public Task ForgetAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;
}
