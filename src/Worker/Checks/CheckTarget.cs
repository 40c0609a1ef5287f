namespace TmuxBuilder.Checks;

/// <summary>Where the site to check is.</summary>
public abstract record CheckTarget
{
    private CheckTarget() { }

    /// <summary>
    /// A whole release or built folder of the platform's own (a copy: the agent cannot reach it), served by the check
    /// itself exactly as the site host serves a release.
    /// </summary>
    /// <param name="Path">Absolute.</param>
    /// <param name="HostName">The host name the pages see, with a port if it shall have one.</param>
    /// <param name="Hosts">
    /// Those of the same client's other sites, written as for <see cref="Address"/>: pages may link to them, and
    /// reach none of them.
    /// </param>
    public sealed record Folder(string Path, string HostName, IReadOnlyList<string> Hosts) : CheckTarget
    {
        /// <summary>
        /// Whether visitors will reach it by TLS: then the pages see it so, too, for to a page of <c>http</c> browsers
        /// deny much that the site may need.
        /// </summary>
        public bool IsSecure { get; init; }
    }

    /// <summary>A live address. Links are judged against the files of the release that is served there.</summary>
    /// <param name="ReleaseFolder">Absolute.</param>
    /// <param name="Hosts">
    /// The only hosts the pages reach besides that of <paramref name="Url"/>: <c>host:port</c>, or <c>host</c> at the
    /// web's ports (beneath <c>localhost</c>: at that of <paramref name="Url"/>).
    /// </param>
    public sealed record Address(Uri Url, string ReleaseFolder, IReadOnlyList<string> Hosts) : CheckTarget;
}
