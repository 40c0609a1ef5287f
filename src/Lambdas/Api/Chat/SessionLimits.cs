using System.Security.Cryptography;
using System.Text;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Chat;

/// <summary>How often one session or client may cause work.</summary>
internal sealed class SessionLimits(ILimitStore limits, ApiOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan CopyWindow = TimeSpan.FromHours(1);

    /// <summary>Counts a message; the refusal when there were too many.</summary>
    public Task<ProblemResult?> ChatAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("chat", options.Limits.MessagesPerMinute, caller, cancellationToken);

    /// <summary>Counts a file; the refusal when there were too many.</summary>
    public Task<ProblemResult?> UploadAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("upload", options.Limits.UploadsPerMinute, caller, cancellationToken);

    /// <summary>Counts a download; the refusal when there were too many.</summary>
    public Task<ProblemResult?> DownloadAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("download", options.Limits.DownloadsPerMinute, caller, cancellationToken);

    /// <summary>
    /// Counts a copy, whichever of the client's projects it is of: copies can be copied. The refusal when there were
    /// too many.
    /// </summary>
    public async Task<ProblemResult?> CopyAsync(Caller caller, CancellationToken cancellationToken)
    {
        var client = Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes(caller.Session.Email.ToLowerInvariant())));
        return await limits.TakeAsync(
            $"copy:{client}", options.Limits.CopiesPerHour, CopyWindow, cancellationToken) is { } wait
            ? Problems.RateLimited(wait)
            : null;
    }

    private async Task<ProblemResult?> TakeAsync(
        string what, int limit, Caller caller, CancellationToken cancellationToken) =>
        await limits.TakeAsync($"{what}:{caller.Session.Id.Short}", limit, Window, cancellationToken) is { } wait
            ? Problems.RateLimited(wait)
            : null;
}
