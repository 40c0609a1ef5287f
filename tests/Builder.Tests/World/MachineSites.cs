using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Sites;

namespace TmuxBuilder.Builder.Tests.World;

/// <summary>What tests of sites do and look at again and again.</summary>
internal static class MachineSites
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    extension(Machine machine)
    {
        /// <summary>Builds a site whose front page says <paramref name="content"/>.</summary>
        public async Task BuildAsync(Session session, string content)
        {
            await machine.WriteAsync(
                session, "code/dist/index.html", $"<!doctype html><title>Tea</title><p>{content}</p>");
            await machine.WriteAsync(session, "code/dist/assets/site.css", "body { color: #123 }");
        }

        /// <summary>Builds and publishes; returns the release that is shown then.</summary>
        public async Task<ReleaseId> PublishAsync(
            Session session, FakePane pane, string content, string slug = "tea-shop")
        {
            await machine.BuildAsync(session, content);
            Assert.Equal(0, await machine.CallAsync(pane, "deploy", ["--project", slug]));
            var sites = await machine.Get<ISiteStore>().ListAsync(session.Id, Token);
            return sites.Single(site => site.Slug == slug).CurrentRelease!.Value;
        }

        /// <summary>The session's only site.</summary>
        public async Task<Site> SiteAsync(Session session) =>
            Assert.Single(await machine.Get<ISiteStore>().ListAsync(session.Id, Token));

        /// <summary>Its releases' states, the newest first.</summary>
        public async Task<IReadOnlyList<ReleaseState>> ReleasesAsync(Site site) =>
            [.. (await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token)).Select(release => release.State)];

        /// <summary>The front page that is served now.</summary>
        public Task<string> FrontAsync(Site site)
        {
            var folder = Path.Combine(machine.Options.DataFolder, "sites", site.Bucket);
            var current = File.ReadLines(Path.Combine(folder, "current")).First();
            return File.ReadAllTextAsync(Path.Combine(folder, "releases", current, "index.html"), Token);
        }

        /// <summary>The record, the state and what is served agree on the release.</summary>
        /// <param name="state">Propagating while the turn runs that published it: its end looks at the release.</param>
        public async Task AssertShowsAsync(
            Session session, ReleaseId release, string content, SiteState state = SiteState.Live)
        {
            var site = await machine.SiteAsync(session);
            Assert.Equal((state, release), (site.State, site.CurrentRelease));
            var current = Assert.Single(
                await machine.Get<ISiteStore>().ListReleasesAsync(site.Id, Token),
                one => one.State == ReleaseState.Current);
            Assert.Equal(release, current.Id);
            Assert.Contains($"<p>{content}</p>", await machine.FrontAsync(site), StringComparison.Ordinal);
        }
    }
}
