using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Api.Admin;

/// <summary>What admins do to one session.</summary>
internal static class SessionActions
{
    public static void MapSessionActions(this IEndpointRouteBuilder routes)
    {
        var session = routes.MapGroup("/admin/sessions/{guid}").WithTags("Admin sessions")
            .RequireSessionEvenGone(SessionFrom.Route, Role.Admin);
        session.MapDelete("", DeleteAsync).AuditedInside()
            .WithName("DeleteSession").WithSummary("Delete; restorable until purged.").RefusesAction();
        session.MapPost("/complete", CompleteAsync).AuditedInside()
            .WithName("CompleteSession").WithSummary("End it; its next message reopens it.").RefusesAction();
        session.MapPost("/restore", RestoreAsync).AuditedInside()
            .WithName("RestoreSession").WithSummary("Bring a deleted session back, with fresh credentials.")
            .RefusesAction();
        session.MapPost("/pause", PauseAsync).AuditedInside()
            .WithName("PauseSession").WithSummary("Let its turn end and start no other.").RefusesAction();
        session.MapPost("/resume", ResumeAsync).AuditedInside()
            .WithName("ResumeSession").WithSummary("Go on after a pause.").RefusesAction();
        session.MapPost("/clear", ClearAsync).AuditedInside()
            .WithName("ClearSession")
            .WithSummary("Empty chat, activity and the agent's conversation; refused while it works.").RefusesAction();
        session.MapPost("/regenerate-prompt", RegeneratePromptAsync).AuditedInside()
            .WithName("RegeneratePrompt").WithSummary("Have the system prompt written anew.").RefusesAction();
        session.MapPost("/rotate-keys", RotateKeysAsync).AuditedInside()
            .WithName("RotateKeys")
            .WithSummary("Replace the keys of its own AWS identity, once its turn has ended.").RefusesAction();
        session.MapPut("/hosts", AllowHostsAsync).AuditedInside()
            .WithName("AllowHosts").WithSummary("Say which hosts its agent may reach beside those that all may.")
            .Refuses(400, 401, 403, 404, 409, 413, 415, 422);
        session.MapPost("/purge", PurgeAsync).AuditedInside()
            .WithName("PurgeSession").WithSummary("Remove all a deleted session made, for good.").RefusesAction();
    }

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> DeleteAsync(
        SessionId guid, HttpContext context, DeleteSession delete, CancellationToken cancellationToken) =>
        Answer(guid, "The session was deleted.", await delete.DeleteAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> CompleteAsync(
        SessionId guid, HttpContext context, CompleteSession complete, CancellationToken cancellationToken) =>
        Answer(
            guid, "The session was completed.",
            await complete.CompleteAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> RestoreAsync(
        SessionId guid, HttpContext context, RestoreSession restore, CancellationToken cancellationToken) =>
        Answer(
            guid, "The session was restored.", await restore.RestoreAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> PauseAsync(
        SessionId guid, HttpContext context, PauseSession pause, CancellationToken cancellationToken) =>
        Answer(guid, "The session is paused.", await pause.PauseAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> ResumeAsync(
        SessionId guid, HttpContext context, PauseSession pause, CancellationToken cancellationToken) =>
        Answer(guid, "The session goes on.", await pause.ResumeAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> ClearAsync(
        SessionId guid, HttpContext context, ClearSession clear, CancellationToken cancellationToken) =>
        Answer(
            guid, "Chat and activity were cleared.",
            await clear.ClearAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> RegeneratePromptAsync(
        SessionId guid, HttpContext context, RegeneratePrompt prompt, CancellationToken cancellationToken) =>
        Answer(
            guid, "The system prompt will be written anew.",
            await prompt.RegenerateAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> RotateKeysAsync(
        SessionId guid, HttpContext context, RotateKeys keys, CancellationToken cancellationToken) =>
        Answer(
            guid, "Its keys, if its agent gets any, will be replaced once its turn has ended.",
            await keys.RotateAsync(guid, context.Caller.By, cancellationToken));

    private static async Task<Results<Ok<SessionAnswer>, ProblemResult>> AllowHostsAsync(
        SessionId guid, HostsBody body, HttpContext context, AllowHosts allow, CancellationToken cancellationToken) =>
        AllowedHosts.Write(body.Hosts ?? []) is { } hosts
            ? Answer(
                guid, "Its agent may reach these hosts from now on.",
                await allow.AllowAsync(guid, hosts, context.Caller.By, cancellationToken))
            : Problems.Invalid(
                "hosts",
                $"At most {AllowedHosts.Max} hosts, as example.com, *.example.com or example.com:8443; no addresses.");

    private static async Task<Results<Accepted<OperationStarted>, ProblemResult>> PurgeAsync(
        SessionId guid, HttpContext context, PurgeSession purge, CancellationToken cancellationToken)
    {
        var (outcome, operation) = await purge.PurgeAsync(guid, context.Caller.By, cancellationToken);
        return operation is { } id
            ? TypedResults.Accepted(
                $"/api/admin/operations/{id}", new OperationStarted(id.Value, "The session is being removed."))
            : Problems.OfOutcome(outcome);
    }

    private static Results<Ok<SessionAnswer>, ProblemResult> Answer(
        SessionId guid, string message, SessionOutcome outcome) =>
        outcome == SessionOutcome.Done
            ? TypedResults.Ok(new SessionAnswer(message, guid.Value))
            : Problems.OfOutcome(outcome);

    private static void RefusesAction(this RouteHandlerBuilder action) => action.Refuses(400, 401, 403, 404, 409);
}
