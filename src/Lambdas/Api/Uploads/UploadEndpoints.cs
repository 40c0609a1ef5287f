using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Chat;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Uploads;

namespace TmuxBuilder.Api.Uploads;

/// <summary>Files clients give: in one call that starts a turn, or straight to the blob store.</summary>
internal static class UploadEndpoints
{
    // A form's parts beside its file: the guid, a message, the boundaries.
    private const long FormOverhead = 512 * 1024;

    public static void MapUploads(this IEndpointRouteBuilder api)
    {
        api.MapPost("/upload", ReceiveAsync).Audited("upload.build")
            .WithName("UploadAndBuild").WithSummary("Upload a file and have it built from.").WithTags("Uploads")
            .RequireSession(SessionFrom.Form, Role.Client)
            .LimitBody(UploadTypes.MaxBytes + FormOverhead, buffered: false)
            .LimitRate(RateLimit.Public)
            .Accepts<UploadFields>("multipart/form-data")
            .Refuses(404, 413, 415, 422, 429);

        var uploads = api.MapGroup("/uploads").WithTags("Uploads").LimitRate(RateLimit.Work);
        uploads.MapPost("", BeginAsync).Audited("upload.begin")
            .WithName("BeginUpload").WithSummary("Get a target to send a file to.")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 413, 415, 422, 429);
        uploads.MapPut("/{id}/content", PutAsync).Audited("upload.send")
            .WithName("PutUploadContent").WithSummary("Send the bytes of a begun upload.")
            .RequireSession(SessionFrom.Query, Role.Client)
            .LimitBody(UploadTypes.MaxBytes, buffered: false)
            .Refuses(404, 409, 413, 415, 422, 429);
        uploads.MapPost("/{id}/complete", CompleteAsync).Audited("upload.complete")
            .WithName("CompleteUpload").WithSummary("Have the sent bytes checked.")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 409, 413, 415, 422, 429);
    }

    private static async Task<Results<Ok<UploadAccepted>, ProblemResult>> ReceiveAsync(
        HttpContext context,
        UploadFormReader forms,
        UploadBuilds builds,
        CancellationToken cancellationToken)
    {
        var read = await forms.ReadAsync(context, cancellationToken);
        if (read.Refusal is { } wrong)
        {
            return wrong;
        }

        var form = read.Form;
        var caller = form.Caller;
        var (received, turn) = await builds.ReceiveAsync(
            caller.Session.Id,
            new UploadedFile(form.Filename, form.Content, form.Message),
            caller.TraceId,
            cancellationToken);
        return (received, turn) switch
        {
            ({ Upload: null }, _) => UploadProblems.Of(received.Outcome),
            (_, { Outcome: SubmitOutcome.QueueFull }) => Problems.QueueFull(),
            ({ Upload: { } upload }, { Turn: { } started }) =>
                TypedResults.Ok(UploadAccepted.From(caller, upload, started)),
            _ => Problems.SessionNotFound(),
        };
    }

    private static async Task<Results<Created<UploadPlanned>, ProblemResult>> BeginAsync(
        BeginUpload body,
        HttpContext context,
        SessionLimits limits,
        DirectUploads uploads,
        Links links,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (await limits.UploadAsync(caller, cancellationToken) is { } limited)
        {
            return limited;
        }

        var plan = await uploads.BeginAsync(
            caller.Session.Id, body.Filename, body.Size, body.ContentType, cancellationToken);
        return plan.Upload is { } upload
            ? TypedResults.Created(
                (string?)null, UploadPlanned.From(upload, plan.Target ?? UploadTargets.Own(links, upload)))
            : UploadProblems.Of(plan.Outcome);
    }

    private static async Task<Results<NoContent, ProblemResult>> PutAsync(
        UploadId id, HttpContext context, DirectUploads uploads, CancellationToken cancellationToken)
    {
        var outcome = await uploads.PutAsync(
            context.Caller.Session.Id, id, context.Request.ContentType, context.Request.Body, cancellationToken);
        return outcome == UploadOutcome.Accepted ? TypedResults.NoContent() : UploadProblems.Of(outcome);
    }

    private static async Task<Results<Ok<UploadCompleted>, ProblemResult>> CompleteAsync(
        UploadId id, SessionOnly body, HttpContext context, DirectUploads uploads, CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var result = await uploads.CompleteAsync(caller.Session.Id, id, cancellationToken);
        return result.Upload is { } upload
            ? TypedResults.Ok(UploadCompleted.From(caller, upload))
            : UploadProblems.Of(result.Outcome);
    }
}
