using System.Text.Json;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Api.Sites;

/// <summary>A site.</summary>
/// <param name="State"><c>publishing propagating live failed</c>.</param>
/// <param name="Release">Id of the release it shows.</param>
/// <param name="Screenshot">Attachment id of its newest picture; null while none was taken.</param>
/// <param name="Checks">The newest report; null while it was not checked.</param>
public sealed record SiteView(
    string Id,
    string Slug,
    string Name,
    string Url,
    string State,
    string? Release,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    string? Screenshot = null,
    JsonElement? Checks = null)
{
    internal static SiteView From(Caller caller, Site site) => new(
        site.Id.Value,
        caller.Show(site.Slug),
        caller.Show(site.Name),
        caller.Show(site.Url),
        NameOf(site.State),
        site.CurrentRelease?.Value,
        site.CreatedAt,
        site.UpdatedAt);

    internal static string NameOf(SiteState state) => state.ToString().ToLowerInvariant();
}
