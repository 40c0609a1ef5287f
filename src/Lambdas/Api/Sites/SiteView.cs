using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>A site.</summary>
/// <param name="State"><c>publishing propagating live failed</c>.</param>
/// <param name="Release">Id of the release it shows.</param>
/// <param name="Screenshot">Attachment id of a picture of that release; null while none was taken.</param>
/// <param name="Thumbnail">Attachment id of a small picture of what is seen first.</param>
/// <param name="Checks">What came of that release's check; null before it.</param>
public sealed record SiteView(
    string Id,
    string Slug,
    string Name,
    string Url,
    string State,
    string? Release,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Screenshot,
    string? Thumbnail,
    CheckView? Checks)
{
    /// <param name="shown">The release it shows.</param>
    internal static SiteView From(Caller caller, Site site, Release? shown) => new(
        site.Id.Value,
        caller.Show(site.Slug),
        caller.Show(site.Name),
        caller.Show(site.Url),
        NameOf(site.State),
        site.CurrentRelease?.Value,
        site.CreatedAt,
        site.UpdatedAt,
        shown?.Check?.Screenshot?.Id,
        shown?.Check?.Thumbnail?.Id,
        shown?.Check is { } check ? CheckView.From(check) : null);

    internal static string NameOf(SiteState state) => state.ToString().ToLowerInvariant();
}
