using System.Text.Json;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>The <c>site</c> event: a site changed its state.</summary>
internal static class SiteEvents
{
    /// <summary>Tells the state a site has now.</summary>
    public static ActivityEvent StateChanged(Site site) => new(
        ActivityTypes.Site,
        site.State switch
        {
            SiteState.Publishing => $"{site.Name} is being published",
            SiteState.Live => $"{site.Name} is live",
            SiteState.Failed => $"{site.Name} could not be published",
            _ => $"{site.Name} is published and will be reachable shortly",
        },
        JsonSerializer.Serialize(
            new SiteData(
                site.Id.Value,
                site.Slug,
                site.Url,
                site.State.ToString().ToLowerInvariant(),
                site.CurrentRelease?.Value),
            BuilderJson.Default.SiteData));
}
