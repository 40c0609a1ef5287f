using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <content>
/// Owning the session: by lease, until it is lost, given back or there is nothing left to own it for.
/// </content>
internal sealed partial class SessionRunner
{
    /// <summary>
    /// Whether the session is paused or gone, nobody's, and nothing of it is to be done: to own it would be two durable
    /// writes and a word with tmux for nothing, with every message that waits. Whatever changes that rings again.
    /// </summary>
    private async Task<bool> RestsAsync(CancellationToken cancellationToken)
    {
        if (Lease is not null
            || await parts.Sessions.FindAsync(Session, cancellationToken) is not { } session
            || !(session.IsGone || session.State == SessionState.Paused)
            || await parts.Leases.FindAsync(Session, cancellationToken) is { Worker: not null }
            || await parts.Commands.ListPendingAsync(Session, Now, cancellationToken) is not [])
        {
            return false;
        }

        var open = await parts.Turns.ListOpenAsync(Session, cancellationToken);
        return !open.Any(turn => turn.State.IsRunning);
    }

    private async Task<bool> OwnAsync(CancellationToken cancellationToken)
    {
        if (Lease is not null)
        {
            return true;
        }

        var seen = await parts.Leases.FindAsync(Session, cancellationToken);
        var token = await parts.Leases.AcquireAsync(Session, parts.Options.Worker, cancellationToken);
        if (token is null && seen is { Worker: { } other }
            && await parts.Lost.IsStillLostAsync(other, cancellationToken))
        {
            token = await parts.Leases.TakeOverAsync(seen, parts.Options.Worker, cancellationToken);
            if (token is not null)
            {
                parts.Instruments.TakenOver();
            }
        }

        if (token is null)
        {
            await ForwardAsync(cancellationToken);
            return false;
        }

        mayAdopt = seen?.Worker == parts.Options.Worker;
        if (!mayAdopt)
        {
            await parts.Agents.KillAsync(Session, cancellationToken);
        }

        Volatile.Write(ref lease, token);
        return true;
    }

    /// <summary>
    /// The session is another worker's, which did not hear the doorbell that rang here. Work found by looking is not
    /// told of: its owner looks too, and so do all the others.
    /// </summary>
    private async Task ForwardAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            if (!rung)
            {
                return;
            }

            rung = false;
        }

        if (await parts.Leases.FindAsync(Session, cancellationToken) is { Worker: { } holder }
            && holder != parts.Options.Worker)
        {
            await parts.Doorbell.RingAtAsync(Session, holder, cancellationToken);
            parts.Instruments.Forwarded();
        }
    }

    /// <summary>Forgets what is in memory and looks into the store again a little later.</summary>
    private async Task StartOverAsync(bool leaseLost, CancellationToken cancellationToken)
    {
        Forget();
        await holder.LetGoAsync();
        retryAt = Now + Times.BackOff(TimeSpan.FromMilliseconds(250), setbacks);
        if (leaseLost)
        {
            Volatile.Write(ref lease, null);
            await parts.Agents.KillAsync(Session, cancellationToken);
        }
    }

    private void Forget()
    {
        (loaded, lookAt, restingSince, retryAt) = (false, null, null, null);
        (lastReport, inherited) = (null, false);
        steps.Load(null);
        Trace.Leave();
        StopProving();
        StopOpening();
        ReleasePlace();
    }

    /// <summary>Ends this owner when it holds nothing: no turn, no agent, no browser, no wait.</summary>
    private async Task<bool> RetireAsync(CancellationToken cancellationToken)
    {
        if (!looked
            || steps.Current is not null
            || holder.Agent is not null
            || place is not null
            || opening is not null
            || retryAt is not null)
        {
            return false;
        }

        // The lease goes first: whoever is noted meanwhile wakes this owner again, not another one beside it.
        if (Lease is { } held)
        {
            Forget();
            Volatile.Write(ref lease, null);
            await parts.Leases.ReleaseAsync(held, cancellationToken);
        }

        lock (gate)
        {
            retired = noted == 0;
            return retired;
        }
    }
}
