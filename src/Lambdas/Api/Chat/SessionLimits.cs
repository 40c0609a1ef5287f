using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Api.Chat;

/// <summary>How often one session may be written to.</summary>
internal sealed class SessionLimits(ILimitStore limits, ApiOptions options)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    /// <summary>Counts a message; the refusal when there were too many.</summary>
    public Task<ProblemResult?> ChatAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("chat", options.Limits.MessagesPerMinute, caller, cancellationToken);

    /// <summary>Counts a file; the refusal when there were too many.</summary>
    public Task<ProblemResult?> UploadAsync(Caller caller, CancellationToken cancellationToken) =>
        TakeAsync("upload", options.Limits.UploadsPerMinute, caller, cancellationToken);

    private async Task<ProblemResult?> TakeAsync(
        string what, int limit, Caller caller, CancellationToken cancellationToken) =>
        await limits.TakeAsync($"{what}:{caller.Session.Id.Short}", limit, Window, cancellationToken) is { } wait
            ? Problems.RateLimited(wait)
            : null;
}
