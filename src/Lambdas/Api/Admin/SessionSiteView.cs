using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Admin;

/// <summary>A site of a session.</summary>
public sealed record SessionSiteView(
    string Id,
    string Slug,
    string Name,
    string Bucket,
    string Url,
    string State,
    string? Release,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt)
{
    internal static SessionSiteView From(Site site) => new(
        site.Id.Value,
        site.Slug,
        site.Name,
        site.Bucket,
        site.Url,
        site.State.ToString().ToLowerInvariant(),
        site.CurrentRelease?.Value,
        site.CreatedAt,
        site.UpdatedAt);
}
