using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb;

/// <summary>
/// Lists lie in several partitions, so that none takes all writes. What an id's shard is never changes.
/// </summary>
internal static class Shards
{
    public const int Count = 8;

    private const uint Offset = 2166136261;
    private const uint Prime = 16777619;

    public static IEnumerable<int> All => Enumerable.Range(0, Count);

    public static int Of(SessionId session) => Of(session.Value);

    /// <summary>By FNV-1a over the id's characters.</summary>
    public static int Of(string id)
    {
        var hash = Offset;
        foreach (var character in id)
        {
            hash = unchecked((hash ^ character) * Prime);
        }

        return (int)(hash % Count);
    }
}
