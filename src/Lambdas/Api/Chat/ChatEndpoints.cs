using Microsoft.AspNetCore.Http.HttpResults;
using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Chat;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Validation;

namespace TmuxBuilder.Api.Chat;

/// <summary>What a client says to the agent: messages, cancellations, answers.</summary>
internal static class ChatEndpoints
{
    public static void MapChat(this IEndpointRouteBuilder api)
    {
        var chat = api.MapGroup("/chat").WithTags("Chat").LimitRate(RateLimit.Work);
        chat.MapPost("", SendAsync).Audited("session.message")
            .WithName("SendMessage").WithSummary("Send a message to the agent; stored before it is answered.")
            .RequireSession(SessionFrom.Body, Role.Client).LimitBody(BodyLimit.Message).Refuses(404, 409, 422, 429);
        chat.MapPost("/cancel", CancelAsync).Audited("session.cancel")
            .WithName("CancelTurn").WithSummary("Interrupt the running turn, or drop a waiting one.")
            .RequireSession(SessionFrom.Body, Role.Client).Refuses(404, 409, 422, 429);
        chat.MapPost("/answer", AnswerAsync).Audited("session.answer")
            .WithName("AnswerQuestion").WithSummary("Answer what the agent asked.")
            .RequireSession(SessionFrom.Body, Role.Client).LimitBody(BodyLimit.Message).Refuses(404, 409, 422, 429);
    }

    private static async Task<Results<Accepted<MessageAccepted>, ProblemResult>> SendAsync(
        SendMessage body,
        HttpContext context,
        MessageSender sender,
        SessionLimits limits,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var checks = new FieldChecks();
        var uploads = body.Read(checks);
        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        if (await limits.ChatAsync(caller, cancellationToken) is { } limited)
        {
            return limited;
        }

        var request = new TurnRequest(
            caller.Session.Id, body.Message, caller.IsAdmin ? TurnOrigin.Admin : TurnOrigin.Client)
        {
            ClientMessageId = body.ClientMessageId ?? context.Features.Get<IdempotentCall>()?.Key,
            TraceId = caller.TraceId,
        };
        if (await sender.SendAsync(request, uploads, cancellationToken) is not { } sent)
        {
            return Problems.Invalid("upload_ids", "One of the uploads is unknown or not complete.");
        }

        return sent switch
        {
            { Outcome: SubmitOutcome.QueueFull } => Problems.QueueFull(),
            { Outcome: SubmitOutcome.OtherMessage } => Problems.OtherMessage(),
            { Turn: { } turn } =>
                TypedResults.Accepted((string?)null, MessageAccepted.From(caller, turn, sent.QueuePosition)),
            _ => Problems.SessionNotFound(),
        };
    }

    private static async Task<Results<Ok<TurnCancelled>, ProblemResult>> CancelAsync(
        CancelTurn body,
        HttpContext context,
        TurnCanceller canceller,
        SessionLimits limits,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        if (!body.TryRead(out var named))
        {
            return Problems.Invalid("turn_id", "turn_id must be the id of a turn.");
        }

        if (await limits.ChatAsync(caller, cancellationToken) is { } limited)
        {
            return limited;
        }

        var result = await canceller.CancelAsync(caller.Session.Id, named, caller.TraceId, cancellationToken);
        return result switch
        {
            { Outcome: CancelOutcome.Dropped, Turn: { } turn } => TypedResults.Ok(
                new TurnCancelled(caller.PublicId, turn.Value, "cancelled", "The message was taken back.")),
            { Outcome: CancelOutcome.Interrupting, Turn: { } turn } => TypedResults.Ok(
                new TurnCancelled(caller.PublicId, turn.Value, "cancelling", "The work is being interrupted.")),
            { Outcome: CancelOutcome.Unknown } => Problems.NotFound("turn"),
            _ => Problems.Conflict(
                "turn.not_open", "There is no work to cancel: it has ended already, or none has begun."),
        };
    }

    private static async Task<Results<Accepted<AnswerAccepted>, ProblemResult>> AnswerAsync(
        AnswerQuestion body,
        HttpContext context,
        QuestionAnswerer answerer,
        SessionLimits limits,
        CancellationToken cancellationToken)
    {
        var caller = context.Caller;
        var checks = new FieldChecks();
        var answer = checks.Message("answer", body.Answer);
        if (!QuestionId.TryParse(body.QuestionId, null, out var question))
        {
            checks.Fail("question_id", "question_id must be the id of a question.");
        }

        if (!checks.Passed)
        {
            return Problems.Invalid(checks.Errors);
        }

        if (await limits.ChatAsync(caller, cancellationToken) is { } limited)
        {
            return limited;
        }

        return await answerer.AnswerAsync(
            caller.Session.Id, question, answer, caller.TraceId, cancellationToken) switch
        {
            AnswerOutcome.Given =>
                TypedResults.Accepted((string?)null, new AnswerAccepted(caller.PublicId, question.Value)),
            AnswerOutcome.NothingAsked => Problems.Conflict("question.not_open", "No answer is awaited at the moment."),
            _ => Problems.SessionNotFound(),
        };
    }
}
