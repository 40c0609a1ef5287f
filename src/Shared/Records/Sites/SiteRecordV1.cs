using System.Text.Json;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Records.Sites;

/// <summary>A site as stored; id, session, version, slug and bucket are beside it.</summary>
public sealed record SiteRecordV1
{
    public required string Name { get; init; }

    public required string Url { get; init; }

    public required SiteState State { get; init; }

    public string? CurrentRelease { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public static string Write(Site site) => JsonSerializer.Serialize(
        new SiteRecordV1
        {
            Name = site.Name,
            Url = site.Url,
            State = site.State,
            CurrentRelease = site.CurrentRelease?.Value,
            CreatedAt = site.CreatedAt,
            UpdatedAt = site.UpdatedAt,
        },
        RecordJson.Stored.SiteRecordV1);

    public Site ToSite(string id, string session, long version, string slug, string bucket) => new()
    {
        Id = SiteId.Parse(id),
        Session = SessionId.Parse(session),
        Version = version,
        Slug = slug,
        Bucket = bucket,
        Name = Name,
        Url = Url,
        State = State,
        CurrentRelease = CurrentRelease is null ? null : ReleaseId.Parse(CurrentRelease),
        CreatedAt = CreatedAt,
        UpdatedAt = UpdatedAt,
    };
}
