namespace TmuxBuilder.Api.Sites;

/// <summary>Sites, newest first.</summary>
/// <param name="Guid">The session's guid, or the id of the share that reads.</param>
public sealed record SitesView(string Guid, IReadOnlyList<SiteView> Sites)
{
    public bool Success { get; } = true;
}
