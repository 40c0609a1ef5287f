using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Requests;

/// <summary>
/// Approves a request: its session is created, its wish is worked on, and the applicant gets the link.
/// </summary>
public sealed class ApproveRequest(
    IRequestStore requests,
    ISessionStore sessions,
    CreateSession create,
    ClientMail mail,
    AuditTrail audit,
    TimeProvider time)
{
    public async Task<RequestDecision> ApproveAsync(RequestId id, By by, CancellationToken cancellationToken)
    {
        if (await requests.FindAsync(id, cancellationToken) is not { } request)
        {
            return new RequestDecision(RequestOutcome.Absent, null);
        }

        if (request.Status != RequestStatus.Pending)
        {
            await FinishAsync(request, by, cancellationToken);
            return new RequestDecision(RequestOutcome.NotPending, request);
        }

        var contact = new Contact(request.Name, request.Email, request.Phone, request.InitialRequest);
        var session = await create.StoreAsync(new NewSession(contact) { ApprovedFrom = id }, by, cancellationToken);
        var approved = request with
        {
            Status = RequestStatus.Approved,
            Session = session.Id,
            UpdatedAt = time.GetUtcNow(),
        };
        if (!await requests.DecideAsync(approved, cancellationToken))
        {
            // Somebody else decided meanwhile; the session nobody was told of goes again.
            await sessions.EraseAsync(session.Id, lease: null, cancellationToken);
            return new RequestDecision(RequestOutcome.NotPending, await requests.FindAsync(id, cancellationToken));
        }

        await create.StartAsync(session, by, cancellationToken);
        await audit.RecordAsync(by, "request.approve", id.Value, ("session", session.Id.Short));
        await mail.ApprovedAsync(approved, session.Id, cancellationToken);
        return new RequestDecision(RequestOutcome.Decided, approved);
    }

    /// <summary>
    /// Starts the wish of a request whose approval was cut off before it did; nothing happens when it was started.
    /// </summary>
    private async Task FinishAsync(BuildRequest request, By by, CancellationToken cancellationToken)
    {
        if (request.Session is { } id
            && await sessions.FindAsync(id, cancellationToken) is { State: SessionState.Initializing } session)
        {
            await create.StartAsync(session, by, cancellationToken);
        }
    }
}
