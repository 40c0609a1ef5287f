using Microsoft.AspNetCore.WebUtilities;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Conventions;

/// <summary>The one place where problems and their codes come from.</summary>
public static class Problems
{
    public static ProblemResult Malformed(string detail) => Make(400, "request.malformed", detail);

    public static ProblemResult GuidMalformed() =>
        Make(400, "guid.malformed", "A guid must be 64 lower-case hexadecimal digits.");

    public static ProblemResult CursorMalformed() =>
        Make(400, "cursor.malformed", "The cursor is not one this list gave out.");

    public static ProblemResult IdempotencyKeyMalformed() =>
        Make(400, "idempotency.bad_key", "An Idempotency-Key must be 1 to 200 visible ASCII characters.");

    public static ProblemResult CredentialsRequired() =>
        Make(401, "auth.required", "This call needs a credential; none that is valid was sent.");

    public static ProblemResult ShareInvalid() => Make(401, "share.invalid", "This share link is not valid any more.");

    public static ProblemResult LoginInvalid() =>
        Make(401, "login.invalid", "This sign-in link or token is not valid any more; ask for a new one.");

    public static ProblemResult ProofRequired() =>
        Make(401, "client.proof_required", "Prove that the e-mail address is yours first: ask for a sign-in link.");

    public static ProblemResult Forbidden() => Make(403, "auth.forbidden", "This credential does not allow this call.");

    public static ProblemResult OriginRefused() =>
        Make(403, "origin.refused", "This site may not make this call with your cookie.");

    public static ProblemResult ProxyRequired() =>
        Make(403, "proxy.required", "Calls are taken only through the public address.");

    public static ProblemResult OnboardingClosed() =>
        Make(403, "onboarding.closed", "New requests are not taken at this time.");

    public static ProblemResult RouteNotFound() => Make(404, "route.not_found", "There is nothing at this address.");

    public static ProblemResult SessionNotFound() => Make(404, "session.not_found", "There is no such session.");

    public static ProblemResult NotFound(string kind) => Make(404, $"{kind}.not_found", $"There is no such {kind}.");

    public static ProblemResult MethodNotAllowed() =>
        Make(405, "method.not_allowed", "This address does not take this method.");

    public static ProblemResult SessionDeleted() =>
        Make(409, "session.deleted", "The session is deleted; restore it first.");

    public static ProblemResult NoCode() =>
        Make(409, "code.none", "Nothing has been built in this project yet.");

    public static ProblemResult Conflict(string code, string detail) => Make(409, code, detail);

    /// <summary>A refusal that only one area knows.</summary>
    public static ProblemResult Refused(int status, string code, string detail) => Make(status, code, detail);

    public static ProblemResult InProgress() => new(
        Of(409, "idempotency.in_progress", "The first call with this key is still being answered."),
        TimeSpan.FromSeconds(1));

    public static ProblemResult BodyTooLarge(long limit) =>
        Make(413, "body.too_large", $"The body is larger than the {limit} bytes this call takes.");

    public static ProblemResult UploadTooLarge() => Make(413, "upload.too_large", "A file may have at most 10 MB.");

    public static ProblemResult ContentTypeRefused() =>
        Make(415, "content_type.not_supported", "This call does not take a body of this content type.");

    public static ProblemResult OtherBody() =>
        Make(422, "idempotency.other_body", "This Idempotency-Key was used with another body before.");

    public static ProblemResult OtherMessage() =>
        Make(422, "message.id_reused", "This client_message_id was used with another message before.");

    /// <summary>Fields that are wrong, each with its sentences; the detail is the first of them.</summary>
    public static ProblemResult Invalid(IReadOnlyDictionary<string, string[]> errors) =>
        new(Of(422, "fields.invalid", errors.Values.First()[0]) with { Errors = errors });

    public static ProblemResult Invalid(string field, string sentence) =>
        Invalid(new Dictionary<string, string[]> { [field] = [sentence] });

    public static ProblemResult RateLimited(TimeSpan wait) =>
        new(Of(429, "rate.limited", "Too many calls; wait a little and try again."), wait);

    public static ProblemResult QueueFull() => new(
        Of(429, "turn.queue_full", "Twenty messages wait already; try again when some are answered."),
        TimeSpan.FromSeconds(30));

    public static ProblemResult Unexpected() =>
        Make(500, "server.error", "Something went wrong on our side; the request id helps us find it.");

    public static ProblemResult StoreUnavailable() => new(
        Of(503, "store.unavailable", "The service cannot store anything just now; try again in a moment."),
        TimeSpan.FromSeconds(5));

    /// <summary>The problem of something that could not be done to a session.</summary>
    public static ProblemResult OfOutcome(SessionOutcome outcome) => outcome switch
    {
        SessionOutcome.Absent => SessionNotFound(),
        SessionOutcome.Gone => Conflict("session.deleted", outcome.Sentence),
        SessionOutcome.NotDeleted => Conflict("session.not_deleted", outcome.Sentence),
        SessionOutcome.Working => Conflict("session.working", outcome.Sentence),
        _ => Conflict("session.wrong_state", outcome.Sentence),
    };

    /// <summary>The problem of a status that the framework set without a body.</summary>
    public static ProblemResult OfStatus(int status) => status switch
    {
        401 => CredentialsRequired(),
        403 => Forbidden(),
        404 => RouteNotFound(),
        405 => MethodNotAllowed(),
        415 => ContentTypeRefused(),
        >= 500 => Unexpected(),
        400 => Malformed("The call cannot be understood."),
        _ => Make(status, "request.refused", "The call was refused."),
    };

    private static ProblemResult Make(int status, string code, string detail) => new(Of(status, code, detail));

    private static Problem Of(int status, string code, string detail) =>
        new("about:blank", ReasonPhrases.GetReasonPhrase(status), status, detail, code);
}
