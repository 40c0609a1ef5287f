using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Connections;

/// <summary>Erases what leads to a session's connections; they themselves go with its partition.</summary>
internal sealed class ConnectionErasing(Tables tables) : ISessionErasing
{
    public async Task EraseAsync(Session session, CancellationToken cancellationToken)
    {
        var connections = await tables.Main.ListAsync(
            KeyQuery.Beginning(Keys.OfSession(session.Id), Keys.Connections), cancellationToken);
        await tables.Main.DeleteAllAsync(
            connections.Select(item =>
                Keys.ConnectionById(item.Text(TableDefinition.SortKey)[Keys.Connections.Length..])),
            cancellationToken);
    }

    public Task ForgetAsync(string email, CancellationToken cancellationToken) => Task.CompletedTask;
}
