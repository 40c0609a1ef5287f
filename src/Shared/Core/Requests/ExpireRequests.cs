using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sweeps;

namespace TmuxBuilder.Core.Requests;

/// <summary>
/// Rejects requests that nobody decided in time, so that applicants know and nothing personal waits for ever. No mail
/// is sent: whoever asks for the request is told.
/// </summary>
public sealed partial class ExpireRequests(
    IRequestStore requests, AuditTrail audit, SweepOptions options, TimeProvider time, ILogger<ExpireRequests> logger)
{
    /// <summary>What the applicant is told.</summary>
    public const string Reason = "Nobody could look at the request in time; please send it again.";

    private const int Batch = 100;

    /// <summary>Rejects at most 100; returns how many.</summary>
    public async Task<int> ExpireAsync(CancellationToken cancellationToken)
    {
        var expired = 0;
        foreach (var id in await requests.ListPendingAsync(
            time.GetUtcNow() - options.Request, Batch, cancellationToken))
        {
            if (await requests.FindAsync(id, cancellationToken) is { } request
                && await requests.DecideAsync(
                    request with { Status = RequestStatus.Rejected, Reason = Reason, UpdatedAt = time.GetUtcNow() },
                    cancellationToken))
            {
                await audit.RecordAsync(By.Platform, "request.expire", id.Value);
                LogExpired(id);
                expired++;
            }
        }

        return expired;
    }

    [LoggerMessage(LogLevel.Information, "Request {RequestId} was not decided in time and is rejected")]
    private partial void LogExpired(RequestId requestId);
}
