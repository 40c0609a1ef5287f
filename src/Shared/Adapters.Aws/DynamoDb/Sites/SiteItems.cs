using System.Text.Json;
using Amazon.DynamoDBv2.Model;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;
using TmuxBuilder.Records;
using TmuxBuilder.Records.Sites;

namespace TmuxBuilder.Adapters.Aws.DynamoDb.Sites;

/// <summary>
/// Between sites, releases and their items, which lie in the session's partition. What came of a release's check is an
/// attribute of its own, so that each is written without the other.
/// </summary>
internal static class SiteItems
{
    public const string Version = "version";
    public const string Check = "check";
    public const string Site = "site";

    private const string Id = "id";
    private const string Slug = "slug";
    private const string Bucket = "bucket";

    public static Item Write(Site site) => Listed(Keys.Site(site.Session, site.Id).ToItem(), site)
        .With(Id, site.Id.Value)
        .With(Attributes.Session, site.Session.Value)
        .With(Version, site.Version)
        .With(Slug, site.Slug)
        .With(Bucket, site.Bucket)
        .With(Attributes.Record, SiteRecordV1.Write(site));

    /// <summary>Writes a site over the one that is stored.</summary>
    public static Expression Save(Site site)
    {
        (string, AttributeValue)[] values =
        [
            (":next", AttributeValue.Of(site.Version + 1)),
            (":record", AttributeValue.Of(SiteRecordV1.Write(site))),
        ];
        const string set = $"SET #{Version} = :next, #{Attributes.Record} = :record";
        return ListOf(site) is { } list
            ? new Expression(
                $"{set}, #{Attributes.Index1Partition} = :list, #{Attributes.Index1Sort} = :id",
                [
                    .. values,
                    (":list", AttributeValue.Of(list)),
                    (":id", AttributeValue.Of(site.Id.Value)),
                ])
            : new Expression(
                $"{set} REMOVE #{Attributes.Index1Partition}, #{Attributes.Index1Sort}", values);
    }

    private static Item Listed(Item item, Site site) =>
        ListOf(site) is { } list ? item.InIndex1(list, site.Id.Value) : item;

    /// <summary>The list a site is in while something is to come of it.</summary>
    private static string? ListOf(Site site) => site.State switch
    {
        SiteState.Propagating => Keys.PropagatingSites(Shards.Of(site.Id.Value)),
        SiteState.Publishing => Keys.PublishingSites(Shards.Of(site.Id.Value)),
        _ => null,
    };

    /// <summary>An item that leads to the site.</summary>
    public static Item Leading(Site site, ItemKey key) =>
        key.ToItem().With(Attributes.Session, site.Session.Value).With(Site, site.Id.Value);

    public static Site Read(Item item) =>
        (JsonSerializer.Deserialize(item.Text(Attributes.Record), RecordJson.Stored.SiteRecordV1)
            ?? throw new InvalidDataException("A stored site is null."))
        .ToSite(
            item.Text(Id),
            item.Text(Attributes.Session),
            item.Number(Version),
            item.Text(Slug),
            item.Text(Bucket));

    public static SessionId SessionOf(Item leading) => SessionId.Parse(leading.Text(Attributes.Session));

    /// <summary>Sets all of a release but what came of its check.</summary>
    public static Expression Put(Release release) => new(
        $"SET #{Id} = :id, #{Site} = :site, #{Attributes.Record} = :record",
        (":id", AttributeValue.Of(release.Id.Value)),
        (":site", AttributeValue.Of(release.Site.Value)),
        (":record", AttributeValue.Of(ReleaseRecordV1.Write(release with { Check = null }))));

    public static Expression Put(ReleaseCheck check) => new(
        $"SET #{Check} = :check",
        (":check", AttributeValue.Of(
            JsonSerializer.Serialize(ReleaseCheckV1.From(check)!, RecordJson.Stored.ReleaseCheckV1))));

    public static Release ReadRelease(Item item)
    {
        var release = (JsonSerializer.Deserialize(
                item.Text(Attributes.Record), RecordJson.Stored.ReleaseRecordV1)
                ?? throw new InvalidDataException("A stored release is null."))
            .ToRelease(item.Text(Id), item.Text(Site));
        return item.TextOrNull(Check) is { } check
            ? release with
            {
                Check = JsonSerializer.Deserialize(check, RecordJson.Stored.ReleaseCheckV1)?.ToCheck(),
            }
            : release;
    }
}
