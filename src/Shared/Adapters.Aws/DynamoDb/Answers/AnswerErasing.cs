using TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Answers;

/// <summary>Erases answers that tell of a session or a client; what leads to them goes with its partition.</summary>
internal sealed class AnswerErasing(Tables tables) : ISessionErasing
{
    public Task EraseAsync(Session session, CancellationToken cancellationToken) =>
        EraseAsync(Keys.OfSession(session.Id), cancellationToken);

    public Task ForgetAsync(string email, CancellationToken cancellationToken) =>
        EraseAsync(Keys.OfClient(email), cancellationToken);

    private async Task EraseAsync(string partition, CancellationToken cancellationToken)
    {
        var notes = await tables.Main.ListAsync(KeyQuery.Beginning(partition, Keys.Answers), cancellationToken);
        await tables.Main.DeleteAllAsync(
            notes.Select(note => Keys.AnswerByHash(note.Text(TableDefinition.SortKey)[Keys.Answers.Length..])),
            cancellationToken);
    }
}
