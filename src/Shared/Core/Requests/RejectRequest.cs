using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;

namespace TmuxBuilder.Core.Requests;

/// <summary>Rejects a request and tells the applicant, with the reason when there is one.</summary>
public sealed class RejectRequest(IRequestStore requests, ClientMail mail, AuditTrail audit, TimeProvider time)
{
    public async Task<RequestDecision> RejectAsync(
        RequestId id, string? reason, By by, CancellationToken cancellationToken)
    {
        if (await requests.FindAsync(id, cancellationToken) is not { } request)
        {
            return new RequestDecision(RequestOutcome.Absent, null);
        }

        var rejected = request with { Status = RequestStatus.Rejected, Reason = reason, UpdatedAt = time.GetUtcNow() };
        if (!await requests.DecideAsync(rejected, cancellationToken))
        {
            return new RequestDecision(RequestOutcome.NotPending, request);
        }

        await audit.RecordAsync(by, "request.reject", id.Value);
        await mail.RejectedAsync(rejected, cancellationToken);
        return new RequestDecision(RequestOutcome.Decided, rejected);
    }
}
