using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Api.Hosting;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Requests;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Requests;

/// <summary>Where strangers ask for a website, and look up what came of it.</summary>
internal static class RequestEndpoints
{
    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
        var requests = routes.MapGroup("/requests").WithTags("Requests").RequireCaller(Role.Public)
            .LimitRate(RateLimit.Public);
        requests.MapPost("", SubmitAsync).Audited("request.submit").LimitRate(RateLimit.Requests)
            .WithName("SubmitRequest").WithSummary("Ask for a website.").Refuses(400, 403, 413, 415, 422, 429);
        requests.MapGet("/{request_id}", GetAsync)
            .WithName("GetRequestStatus").WithSummary("What came of a request.").Refuses(400, 404, 429);
    }

    private static async Task<Results<Created<RequestReceived>, ProblemResult>> SubmitAsync(
        SubmitRequestBody body,
        HttpContext context,
        ApiOptions options,
        SubmitRequest submit,
        SessionLimits limits,
        Links links,
        CancellationToken cancellationToken)
    {
        if (options.Onboarding == Onboarding.Closed)
        {
            return Problems.OnboardingClosed();
        }

        var checks = new FieldChecks();
        var contact = Contact.Of(checks, body.Name, body.Email, body.Phone, body.InitialRequest);
        checks.Message("initial_request", body.InitialRequest);
        if (!string.IsNullOrEmpty(body.Website))
        {
            checks.Fail("website", "This field must stay empty.");
        }

        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        if ((await limits.RequestAsync(contact.Email, cancellationToken)
            ?? (options.Onboarding == Onboarding.Open
                ? await limits.NewSessionAsync(context.Caller, contact.Email, cancellationToken)
                : null)) is { } limited)
        {
            return limited;
        }

        var request = await submit.SubmitAsync(contact, options.Onboarding, context.Caller.By, cancellationToken);
        var address = $"/api/requests/{request.Id}";
        return request.Session is { } session
            ? TypedResults.Created(address, new RequestReceived(
                request.Id.Value,
                request.Status.Wire,
                "Your project is set up and work has begun.",
                session.Value,
                links.Client(session).ToString()))
            : TypedResults.Created(address, new RequestReceived(
                request.Id.Value,
                request.Status.Wire,
                "Your request was received; you will get a mail when it is decided.",
                null,
                null));
    }

    private static async Task<Results<Ok<RequestStatusView>, ProblemResult>> GetAsync(
        [Microsoft.AspNetCore.Mvc.FromRoute(Name = "request_id")] RequestId id,
        IRequestStore requests,
        Links links,
        CancellationToken cancellationToken) =>
        await requests.FindAsync(id, cancellationToken) is { } request
            ? TypedResults.Ok(RequestStatusView.From(request, links))
            : Problems.NotFound("request");
}
