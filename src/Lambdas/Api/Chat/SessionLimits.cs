using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Chat;

/// <summary>How often one session or client may cause work.</summary>
internal sealed class SessionLimits(ILimitStore limits, ISessionStore sessions, ApiOptions options)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly RateLimits most = options.Limits;

    /// <summary>Counts a message, an answer or a cancellation; the refusal when there were too many.</summary>
    public Task<ProblemResult?> ChatAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("chat", most.MessagesPerMinute, most.MessagesPerClientPerMinute, caller, cancellationToken);

    /// <summary>Counts a file; the refusal when there were too many.</summary>
    public Task<ProblemResult?> UploadAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("upload", most.UploadsPerMinute, most.UploadsPerClientPerMinute, caller, cancellationToken);

    /// <summary>Counts a download; the refusal when there were too many.</summary>
    public Task<ProblemResult?> DownloadAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync($"download:{caller.Session.Id.Short}", most.DownloadsPerMinute, Minute, cancellationToken);

    /// <summary>Counts a link for others; the refusal when there were too many.</summary>
    public Task<ProblemResult?> ShareAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync($"share:{caller.Session.Id.Short}", most.SharesPerHour, Hour, cancellationToken);

    /// <summary>
    /// Counts a copy, whichever of the client's projects it is of: copies can be copied. The refusal when there were
    /// too many.
    /// </summary>
    public Task<ProblemResult?> CopyAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync($"copy:{Client(caller.Session.Email)}", most.CopiesPerHour, Hour, cancellationToken);

    /// <summary>Counts a stranger's request with this address; the refusal when there were too many.</summary>
    public Task<ProblemResult?> RequestAsync(string email, CancellationToken cancellationToken) =>
        TakeAsync($"request:{Client(email)}", most.RequestsPerEmailPerHour, Hour, cancellationToken);

    /// <summary>
    /// The refusal when a client has as many projects as one may; admins and parent sites know better.
    /// </summary>
    public async Task<ProblemResult?> NewSessionAsync(
        Caller caller, string email, CancellationToken cancellationToken)
    {
        if (caller.Role is Role.Admin or Role.Integration
            || (await sessions.ListByEmailAsync(email, cancellationToken)).Count < most.SessionsPerClient)
        {
            return null;
        }

        // To whoever proved nothing, an address says nothing of the projects it has.
        return caller.Role == Role.Public
            ? Problems.RateLimited(Hour)
            : Problems.Conflict(
                "client.too_many_projects",
                $"You have {most.SessionsPerClient} projects, as many as one may; delete one first.");
    }

    // Of the address nothing but its hash is kept.
    private static string Client(string email) => Secret.Hash(email.ToLowerInvariant());

    private async Task<ProblemResult?> TakeAsync(
        string what, int perSession, int perClient, Caller caller, CancellationToken cancellationToken) =>
        await TakeAsync($"{what}:{caller.Session.Id.Short}", perSession, Minute, cancellationToken)
        ?? await TakeAsync($"{what}:{Client(caller.Session.Email)}", perClient, Minute, cancellationToken);

    private async Task<ProblemResult?> TakeAsync(
        string key, int limit, TimeSpan window, CancellationToken cancellationToken) =>
        await limits.TakeAsync(key, limit, window, cancellationToken) is { } wait ? Problems.RateLimited(wait) : null;
}
