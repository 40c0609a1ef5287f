using TmuxBuilder.Adapters.Aws.DynamoDb.Heads;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>Reads sessions with their heads from the table itself, as they are now.</summary>
internal sealed class SessionRows(Tables tables)
{
    /// <summary>Rows in the order of the ids; without those that are gone for good.</summary>
    public async Task<IReadOnlyList<SessionRow>> ReadAsync(
        IEnumerable<SessionId> ids, CancellationToken cancellationToken)
    {
        var wanted = ids.ToList();
        var found = await tables.Main.GetAllAsync(
            wanted.SelectMany(id => new[] { Keys.SessionMeta(id), Keys.SessionHead(id) }), cancellationToken);
        var rows = new List<SessionRow>(wanted.Count);
        foreach (var id in wanted)
        {
            if (found.GetValueOrDefault(Keys.SessionMeta(id)) is { } meta
                && found.GetValueOrDefault(Keys.SessionHead(id)) is { } item)
            {
                var head = HeadItem.Read(item);
                rows.Add(new SessionRow(SessionItems.ReadMeta(meta), head.ToSessionHead(), head.Worker?.Value));
            }
        }

        return rows;
    }
}
