namespace TmuxBuilder.Core.Sites;

/// <summary>A release that was put before the world, and when.</summary>
/// <param name="State">What its site is, as long as the site shows it; else <see langword="null"/>.</param>
public sealed record Deployment(
    string ProjectName, string Url, DateTimeOffset DeployedAt, SiteState? State, SiteId Site, ReleaseId Release);
