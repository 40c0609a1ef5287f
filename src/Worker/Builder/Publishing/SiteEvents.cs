using System.Text.Json;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>The <c>site</c> event: a site changed its state.</summary>
internal static class SiteEvents
{
    public static ActivityEvent StateChanged(Site site, SiteState state) => new(
        ActivityTypes.Site,
        state == SiteState.Live ? $"{site.Name} is live" : $"{site.Name} is published and will be reachable shortly",
        JsonSerializer.Serialize(
            new SiteData(site.Id.Value, site.Slug, site.Url, state.ToString().ToLowerInvariant()),
            BuilderJson.Default.SiteData));
}
