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

    public static Item Write(Site site) => Keys.Site(site.Session, site.Id).ToItem()
        .With(Id, site.Id.Value)
        .With(Attributes.Session, site.Session.Value)
        .With(Version, site.Version)
        .With(Slug, site.Slug)
        .With(Bucket, site.Bucket)
        .With(Attributes.Record, SiteRecordV1.Write(site));

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
