namespace TmuxBuilder.Api.Sites;

/// <summary>A site's releases, newest first.</summary>
/// <param name="Guid">The session's guid, or the id of the share that reads.</param>
public sealed record ReleasesView(string Guid, string SiteId, IReadOnlyList<ReleaseView> Releases)
{
    public bool Success { get; } = true;
}
