using System.Text.Json;
using TmuxBuilder.Builder.Calls;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Publishing;

/// <summary>The <c>site</c> event: a site changed its state.</summary>
internal static class SiteEvents
{
    /// <summary>Tells the state a site has now.</summary>
    /// <param name="shown">The release it shows, to tell of its check.</param>
    public static ActivityEvent StateChanged(Site site, Release? shown = null) => new(
        ActivityTypes.Site,
        site.State switch
        {
            SiteState.Publishing => $"{site.Name} is being published",
            SiteState.Live => $"{site.Name} is live",
            SiteState.Failed when shown is { Check.Passed: false } => $"{site.Name} does not pass its check",
            SiteState.Failed => $"{site.Name} could not be published",
            _ => $"{site.Name} is published and goes live once it is reachable and checked",
        },
        JsonSerializer.Serialize(
            new SiteData(
                site.Id.Value,
                site.Slug,
                site.Url,
                site.State.ToString().ToLowerInvariant(),
                site.CurrentRelease?.Value)
            {
                Screenshot = shown?.Check?.Screenshot?.Id,
                Checks = SiteCheckData.From(shown?.Check),
            },
            BuilderJson.Default.SiteData));
}
