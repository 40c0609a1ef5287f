using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>What is left of purged sessions: the hash of the id, known again only by who has the id.</summary>
internal static class Tombstones
{
    private const string At = "at";

    public static Item Write(SessionId id, DateTimeOffset at) =>
        Keys.Purged(id).ToItem().With(At, at.UtcTicks);

    /// <summary>The purged session of this id, which says nothing but when it was purged.</summary>
    public static Session Read(SessionId id, Item item)
    {
        var at = new DateTimeOffset(item.Number(At), TimeSpan.Zero);
        return new Session
        {
            Id = id,
            Email = "",
            ClientName = "",
            Name = "",
            State = SessionState.Purged,
            CreatedAt = at,
            UpdatedAt = at,
        };
    }
}
