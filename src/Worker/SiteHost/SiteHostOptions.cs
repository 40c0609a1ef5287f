namespace TmuxBuilder.SiteHost;

/// <summary>Where sites are kept and under which names they are served.</summary>
public sealed record SiteHostOptions
{
    /// <summary>
    /// The folder of all sites: <c>{bucket}/releases/{release}/…</c> holds a release's files, the file
    /// <c>{bucket}/current</c> the id of the release that is served and of those before it, a line each, and
    /// <c>{bucket}/manifests/{release}</c> says what a release holds.
    /// </summary>
    public required string SitesFolder { get; init; }

    /// <summary>
    /// Sites are served at <c>{bucket}.{Domain}</c>; default <c>localhost</c>, which browsers find without DNS.
    /// </summary>
    public string Domain { get; init; } = "localhost";

    /// <summary>Tells how long ago a release was promoted; default the system's clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
