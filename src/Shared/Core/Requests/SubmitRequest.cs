using TmuxBuilder.Core.Audit;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Core.Requests;

/// <summary>Takes a stranger's wish: it waits for an admin, or is approved at once where onboarding is open.</summary>
public sealed class SubmitRequest(IRequestStore requests, ApproveRequest approve, TimeProvider time)
{
    /// <summary>Stores the request and returns it as it stands then; the host has refused closed onboarding.</summary>
    public async Task<BuildRequest> SubmitAsync(
        Contact contact, Onboarding onboarding, By by, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var request = new BuildRequest
        {
            Id = RequestId.New(time),
            Name = contact.Name,
            Email = contact.Email,
            Phone = contact.Phone,
            InitialRequest = contact.InitialRequest,
            CreatedAt = now,
            UpdatedAt = now,
        };
        await requests.CreateAsync(request, cancellationToken);
        return onboarding == Onboarding.Open
            && await approve.ApproveAsync(request.Id, By.Platform with { TraceId = by.TraceId }, cancellationToken)
                is { Request: { } approved }
            ? approved
            : request;
    }
}
