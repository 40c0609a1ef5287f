using System.Globalization;
using TmuxBuilder.Core.Paging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>An order of the sessions a filter shows: where it lies, and the places in it.</summary>
internal sealed record SessionOrder(SessionFilter Filter, SessionSort Sort)
{
    public IndexDefinition Index => Sort == SessionSort.Created ? TableDefinition.Index1 : TableDefinition.Index2;

    public IEnumerable<string> Partitions => SessionList.In(Filter)
        .SelectMany(list => Shards.All.Select(shard => Keys.ListOfSessions(list.Key, shard)));

    public bool Shows(Session session) => SessionList.In(Filter).Contains(SessionList.Of(session));

    public string PlaceOf(Session session) => Keys.Place(
        (Sort == SessionSort.Created ? session.CreatedAt : session.UpdatedAt).UtcTicks, session.Id.Value);

    /// <summary>The cursor that goes on after a place.</summary>
    public static string CursorAt(string name, string place)
    {
        var end = place.IndexOf('#', StringComparison.Ordinal);
        return Cursor.Write(name, long.Parse(place.AsSpan(0, end), CultureInfo.InvariantCulture), place[(end + 1)..]);
    }
}
