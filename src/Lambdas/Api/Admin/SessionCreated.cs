namespace TmuxBuilder.Api.Admin;

/// <summary>A new session and the link to it, under both names portals know.</summary>
public sealed record SessionCreated(string Guid, string SessionUrl, string Link)
{
    public bool Success { get; } = true;
}
