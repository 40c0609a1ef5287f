using Microsoft.Extensions.Logging;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Workers;

/// <content>Looking for what no doorbell told.</content>
internal sealed partial class Worker
{
    private const int SweepLimit = 10_000;

    /// <summary>
    /// Looks for what no doorbell told: for what this worker, or a process of it before, left behind, then for work.
    /// </summary>
    private async Task SweepAsync(CancellationToken cancellationToken)
    {
        await heart.RegisterAsync(leaves: false, cancellationToken);
        using var timer = new PeriodicTimer(parts.Options.Sweep, parts.Time);
        do
        {
            var (killed, takenUp) = await TakeUpAsync(cancellationToken);
            parts.Instruments.LookedUp(killed, takenUp);
            await LookForWorkAsync(cancellationToken);
        }
        while (await timer.WaitForNextTickAsync(cancellationToken));
    }

    /// <summary>
    /// Looks for work as soon as another worker is lost, or this one is back: until then its sessions wait.
    /// </summary>
    private async Task TakeOverAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            await parts.Lost.WaitAsync(cancellationToken);
            if (parts.Lost.HasNews())
            {
                lookAgain = true;
            }

            if (!down && lookAgain)
            {
                lookAgain = false;
                await LookForWorkAsync(cancellationToken);
            }
        }
    }

    private async Task LookForWorkAsync(CancellationToken cancellationToken)
    {
        foreach (var session in await parts.Sessions.ListWithWorkAsync(SweepLimit, cancellationToken))
        {
            Note(session);
        }
    }

    /// <summary>
    /// Kills panes of sessions that are not this worker's, and takes up those that are and that nobody here cares for.
    /// </summary>
    internal async Task<WorkerSweep> TakeUpAsync(CancellationToken cancellationToken)
    {
        // The panes first: one that is started from here on has its lease before it, and is none of these strays.
        var live = await parts.Agents.ListLiveAsync(cancellationToken);
        var held = await parts.Leases.ListHeldAsync(parts.Options.Worker, cancellationToken);
        var mine = held.Select(lease => lease.Session).ToHashSet();
        var strays = 0;
        foreach (var session in live.Where(session => !mine.Contains(session)))
        {
            // An owner here that only looks at another's session has no use for the pane either.
            if (runners.Find(session)?.Lease is null)
            {
                LogStrayPane(session);
                await parts.Agents.KillAsync(session, cancellationToken);
                strays++;
            }
        }

        mine.RemoveWhere(session => runners.Find(session) is not null);
        foreach (var session in mine)
        {
            Note(session);
        }

        if (strays + mine.Count > 0)
        {
            LogTakenUp(strays, mine.Count);
        }

        return new WorkerSweep(strays, mine.Count);
    }

    [LoggerMessage(
        LogLevel.Information, "Swept: {PanesKilled} panes of nobody killed, {SessionsTakenUp} sessions taken up again")]
    private partial void LogTakenUp(int panesKilled, int sessionsTakenUp);

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} had a pane here without being this worker's; it was killed")]
    private partial void LogStrayPane(SessionId sessionId);
}
