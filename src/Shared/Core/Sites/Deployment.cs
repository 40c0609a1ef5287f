namespace TmuxBuilder.Core.Sites;

/// <summary>A website that can be visited, and since when it shows what it shows.</summary>
public sealed record Deployment(string ProjectName, string Url, DateTimeOffset DeployedAt, SiteState State);
