using System.Text.Json;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Sessions;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sessions;

/// <summary>Between sessions and the items that are stored of each, but for the head.</summary>
internal static class SessionItems
{
    public const string Version = "version";
    public const string Count = "n";

    private const string List = "list";
    private const string CopyOf = "copy_of";
    private const string Updated = "updated";

    /// <summary>Of a name, what an index's key has: a key takes 1,024 bytes.</summary>
    private const int MaxIndexedName = 128;

    public static Item Meta(Session session)
    {
        var list = SessionList.Of(session);
        var item = Keys.SessionMeta(session.Id).ToItem()
            .With(Attributes.Session, session.Id.Value)
            .With(Version, session.Version)
            .With(List, list.Key)
            .With(Attributes.Name, Lower(session.Name))
            .With(Attributes.Email, Lower(session.Email))
            .With(Attributes.Record, SessionRecordV1.Write(session));
        return list == SessionList.Purged
            ? item
            : item
                .InIndex1(PartitionOf(session), Keys.Place(session.CreatedAt.UtcTicks, session.Id.Value))
                .InIndex2(PartitionOf(session), Keys.Place(session.UpdatedAt.UtcTicks, session.Id.Value));
    }

    public static Session ReadMeta(Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.SessionRecordV1)
            ?? throw new InvalidDataException("A stored session is null."))
        .ToSession(item.Text(Attributes.Session), item.Number(Version));

    /// <summary>What the client's partition has of a session.</summary>
    public static Item OfClient(Session session)
    {
        var list = SessionList.Of(session);
        var item = Keys.ClientSession(session.Email, session.Id).ToItem()
            .With(Attributes.Session, session.Id.Value)
            .With(List, list.Key)
            .With(Updated, session.UpdatedAt.UtcTicks)
            .With(CopyOf, session.CopyOf?.Value);
        var finding = Keys.Finding(list.Key, Shards.Of(session.Id));
        return list == SessionList.Purged
            ? item
            : item
                .InIndex1(finding, Keys.ByName(Indexed(session.Name), session.Id))
                .InIndex2(finding, Keys.ByEmail(Indexed(session.Email), session.Id));
    }

    public static Item ShortId(Session session)
    {
        var list = SessionList.Of(session);
        var item = Keys.ShortId(session.Id).ToItem()
            .With(Attributes.Session, session.Id.Value)
            .InIndex1(Keys.Finding(list.Key, Shards.Of(session.Id)), Keys.ById(session.Id));
        return list.IsLive && session.ExpiresAt is { } end
            ? item.InIndex2(
                Keys.Expiring(Shards.Of(session.Id)), Keys.Place(end.UtcTicks, session.Id.Value))
            : item;
    }

    /// <summary>What has a session found that was stored without its first turn.</summary>
    public static Item Unbegun(Session session) => Keys.Unbegun(session.Id).ToItem()
        .With(Attributes.Session, session.Id.Value)
        .InIndex1(
            Keys.UnbegunSessions(Shards.Of(session.Id)), Keys.Place(session.CreatedAt.UtcTicks, session.Id.Value));

    public static SessionId IdOf(Item item) => SessionId.Parse(item.Text(Attributes.Session));

    public static SessionList ListOf(Item item) => SessionList.OfKey(item.Text(List));

    public static long UpdatedOf(Item ofClient) => ofClient.Number(Updated);

    public static string? CopyOfOf(Item ofClient) => ofClient.TextOrNull(CopyOf);

    public static string Lower(string text) => text.ToLowerInvariant();

    /// <summary>
    /// The beginning of a text in lower case; a prefix longer than this is compared whole afterwards.
    /// </summary>
    public static string Indexed(string text)
    {
        var lower = Lower(text);
        return lower.Length <= MaxIndexedName ? lower
            : char.IsHighSurrogate(lower[MaxIndexedName - 1]) ? lower[..(MaxIndexedName - 1)]
            : lower[..MaxIndexedName];
    }

    private static string PartitionOf(Session session) =>
        Keys.ListOfSessions(SessionList.Of(session).Key, Shards.Of(session.Id));
}
