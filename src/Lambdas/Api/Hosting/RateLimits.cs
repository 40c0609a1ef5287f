namespace TmuxBuilder.Api.Hosting;

/// <summary>How often one address may use what needs no credential, and one session or client may cause work.</summary>
public sealed record RateLimits
{
    /// <summary>All such calls together, per minute.</summary>
    public int PublicPerMinute { get; init; } = 300;

    /// <summary>Onboarding requests and open sessions, per hour.</summary>
    public int RequestsPerHour { get; init; } = 30;

    /// <summary>Of those, with one e-mail address, per hour.</summary>
    public int RequestsPerEmailPerHour { get; init; } = 10;

    /// <summary>Projects one client may have at a time, of those nobody but the client asked for.</summary>
    public int SessionsPerClient { get; init; } = 100;

    /// <summary>Mailed sign-in links, per hour.</summary>
    public int LoginLinksPerHour { get; init; } = 10;

    /// <summary>Attempts to sign in, per five minutes.</summary>
    public int LoginsPerFiveMinutes { get; init; } = 20;

    /// <summary>Bearer tokens that are nobody's, per five minutes; then none is taken for an admin's.</summary>
    public int WrongTokensPerFiveMinutes { get; init; } = 20;

    /// <summary>
    /// Messages, answers, files and links from one address to whatever session, per minute: a parent site may speak for
    /// all its clients from one.
    /// </summary>
    public int WorkPerMinute { get; init; } = 3_000;

    /// <summary>Messages, answers and cancellations to one session, per minute.</summary>
    public int MessagesPerMinute { get; init; } = 120;

    /// <summary>The same to all sessions of one client, per minute.</summary>
    public int MessagesPerClientPerMinute { get; init; } = 240;

    /// <summary>Files given to one session, per minute.</summary>
    public int UploadsPerMinute { get; init; } = 60;

    /// <summary>Files given to all sessions of one client, per minute.</summary>
    public int UploadsPerClientPerMinute { get; init; } = 120;

    /// <summary>Links for others to one session, per hour.</summary>
    public int SharesPerHour { get; init; } = 60;

    /// <summary>Copies of projects of one client, per hour.</summary>
    public int CopiesPerHour { get; init; } = 30;

    /// <summary>Downloads of one project, per minute.</summary>
    public int DownloadsPerMinute { get; init; } = 30;
}
