namespace TmuxBuilder.Api.Sites;

/// <summary>Says that a site will show a release; a <c>site</c> frame tells when it does.</summary>
/// <param name="Url">The site's address, which stays.</param>
/// <param name="State"><c>publishing</c>.</param>
public sealed record SwitchAccepted(
    string Guid, string SiteId, string ReleaseId, string Url, string State, string Message)
{
    public bool Success { get; } = true;
}
