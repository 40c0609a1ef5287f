using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Commands;
using TmuxBuilder.Core.Diagnoses;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Admin;

/// <summary>What is known of a turn that went wrong.</summary>
internal static class DiagnosisEndpoints
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(10);

    public static void MapDiagnoses(this IEndpointRouteBuilder routes)
    {
        var diagnosis = routes.MapGroup("/admin/sessions/{guid}/turns/{id}/diagnosis").WithTags("Admin sessions")
            .RequireSessionEvenGone(SessionFrom.Route, Role.Admin);
        diagnosis.MapGet("", GetAsync).Audited("session.read_diagnosis")
            .WithName("GetDiagnosis")
            .WithSummary(
                "What is known of a turn that failed, or was asked about: what was typed, signals, the last screen.")
            .Refuses(400, 401, 403, 404);
        diagnosis.MapPost("", AskAsync).Audited("session.diagnose")
            .WithName("AskForDiagnosis").WithSummary("Have the worker note what is known of the running turn.")
            .Refuses(400, 401, 403, 404, 409);
    }

    private static async Task<Results<Ok<DiagnosisView>, ProblemResult>> GetAsync(
        SessionId guid, string id, DiagnosisBlobs diagnoses, CancellationToken cancellationToken) =>
        Id<Turn>.TryParse(id, null, out var turn)
        && await diagnoses.FindAsync(guid, turn, cancellationToken) is { } found
            ? TypedResults.Ok(new DiagnosisView(found))
            : Problems.NotFound("diagnosis");

    private static async Task<Results<Accepted<DiagnosisAsked>, ProblemResult>> AskAsync(
        SessionId guid,
        string id,
        HttpContext context,
        ITurnStore turns,
        CommandSender commands,
        CancellationToken cancellationToken)
    {
        if (!Id<Turn>.TryParse(id, null, out var named)
            || await turns.FindAsync(guid, named, cancellationToken) is not { } turn)
        {
            return Problems.NotFound("turn");
        }

        if (!turn.State.IsRunning)
        {
            return Problems.Conflict("turn.not_open", "Only a turn that runs can be looked at.");
        }

        await commands.SendAsync(
            guid,
            CommandKind.Diagnose,
            new CancelPayload(turn.Id.Value).ToJson(),
            Lifetime,
            context.Caller.TraceId,
            cancellationToken);
        return TypedResults.Accepted(
            context.Request.Path.Value,
            new DiagnosisAsked(turn.Id.Value, "The worker was asked; read this address in a moment."));
    }
}
