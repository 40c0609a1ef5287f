using TmuxBuilder.Api.Access;
using TmuxBuilder.Api.Conventions;
using TmuxBuilder.Core.Access;
using TmuxBuilder.Core.Admission;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Terminals;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Api.Sessions;

/// <summary>Where a session stands, for whoever watches it.</summary>
internal static class SessionEndpoints
{
    public static void MapSessions(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/sessions/{guid}", GetAsync).WithTags("Sessions")
            .RequireSession(SessionFrom.Route, Role.Client, Role.Share)
            .WithName("GetSession")
            .WithSummary("Where a session stands; a share's secret may stand in place of the guid.")
            .Refuses(400, 401, 404);

    private static async Task<Results<Ok<SessionView>, ProblemResult>> GetAsync(
        SessionKey guid,
        HttpContext context,
        IActivityLog log,
        ITurnStore turns,
        TakeOvers takeOvers,
        QueuePlaces places,
        CancellationToken cancellationToken)
    {
        _ = guid;
        var caller = context.Caller;
        var session = caller.Session;
        if (await log.HeadAsync(session.Id, cancellationToken) is not { } head)
        {
            return Problems.SessionNotFound();
        }

        var open = await turns.ListOpenAsync(session.Id, cancellationToken);
        var before = await places.BeforeAsync(session, open, cancellationToken);
        var shown = open.FirstOrDefault(turn => turn.State.IsRunning)
            ?? (await turns.ListRecentAsync(session.Id, 1 + open.Count, cancellationToken)).FirstOrDefault(
                turn => turn.State.IsEnded)
            ?? (open.Count > 0 ? open[0] : null);
        return TypedResults.Ok(new SessionView(
            caller.PublicId,
            caller.Show(session.Name),
            session.State.Wire,
            caller.Show(session.StateReason),
            caller.Show(head.Phase),
            head.Progress,
            caller.Show(head.StatusMessage),
            shown is null ? null : TurnView.From(caller, shown),
            open.Count > 0 && open[^1].State == TurnState.Queued ? before + open.Count - 1 : null,
            [.. open.Index()
                .Where(place => place.Item.State == TurnState.Queued)
                .Select(place => new QueuedView(place.Item.Id.Value, before + place.Index))],
            caller.Show(session.DeployedUrl),
            takeOvers.Find(session.Id) is not null,
            head.LastSeq));
    }
}
