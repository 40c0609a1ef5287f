using Microsoft.AspNetCore.Http;

namespace TmuxBuilder.SiteHost;

/// <summary>
/// One release in a folder, apart from any site: what it has, and how it is served once it is published.
/// </summary>
public sealed class ReleaseFiles
{
    private readonly SiteRelease release;
    private readonly SiteServer server = new();

    /// <param name="folder">Absolute; its files do not change.</param>
    public ReleaseFiles(string folder, TimeProvider time) => release = new SiteRelease(ReleaseId.New(time), folder);

    /// <summary>Whether the release is an application with one page, which then stands for all its addresses.</summary>
    public bool IsSinglePage => release.IsSinglePage;

    /// <summary>
    /// Whether a decoded path (<c>/</c> first) leads to a file or a folder's page of the release itself; the page that
    /// stands for all addresses does not count.
    /// </summary>
    public bool Has(string path) =>
        SitePath.Parse(path) is { } parsed && (release.FindFile(parsed) is not null || release.HasIndex(parsed));

    /// <summary>Answers a request as the site host answers one for this release.</summary>
    public Task ServeAsync(HttpContext context) => server.ServeAsync(context, new ServedSite(release, [], new(false)));
}
