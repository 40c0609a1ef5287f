using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Core.Admission;

/// <summary>
/// How many turns of other sessions come before one that waits for a place, by what the workers tell, which is a few
/// seconds old.
/// </summary>
public sealed class QueuePlaces(ILeaseStore leases)
{
    /// <summary>
    /// What comes before the first of the session's open turns; 0 when that runs, or is about to.
    /// </summary>
    /// <param name="open">The session's open turns, in order.</param>
    public async Task<int> BeforeAsync(
        Session session, IReadOnlyList<Turn> open, CancellationToken cancellationToken)
    {
        if (open is not [{ State: TurnState.Queued }, ..])
        {
            return 0;
        }

        var lease = await leases.FindAsync(session.Id, cancellationToken);
        return Before(session, lease?.Worker, await leases.ListWorkersAsync(cancellationToken));
    }

    /// <summary>The same, by who holds the session and what the workers tell.</summary>
    public static int Before(Session session, WorkerId? holder, IReadOnlyList<WorkerRecord> workers)
    {
        var client = Waiting.ClientOf(session);
        var told = workers.Where(worker => holder is null ? !worker.Draining : worker.Id == holder)
            .Select(worker => worker.Places)
            .OfType<WorkerPlaces>()
            .Select(places => PositionIn(places, session, client));
        return told.DefaultIfEmpty(0).Min();
    }

    private static int PositionIn(WorkerPlaces places, Session session, string client)
    {
        var before = places.Line.TakeWhile(waiting => waiting.Session != session.Id.Short).Count();
        return before < places.Line.Count ? before
            : places.Free > 0 ? 0
            : FairLine.PositionOfNew(places, client);
    }
}
