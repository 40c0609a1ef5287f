namespace TmuxBuilder.Builder.Runs;

/// <content>What wakes an owner: the doorbell, a time that has come, and the end of the right to act.</content>
internal sealed partial class SessionRunner
{
    private CancellationTokenSource? inHand;
    private bool mustStandDown;
    private bool isDown;

    private bool MustStandDown => Volatile.Read(ref mustStandDown);

    /// <summary>
    /// This worker can no longer show that it is alive: others may take the session. What is under way is cut off, for
    /// it may wait for a store that does not answer.
    /// </summary>
    public void StandDown()
    {
        Volatile.Write(ref isDown, true);
        Volatile.Write(ref mustStandDown, true);
        lock (gate)
        {
            inHand?.Cancel();
        }

        Post(new RunnerEvent.StoodDown());
    }

    /// <summary>This worker is seen to be alive again, and may have sessions.</summary>
    public void StandUp()
    {
        Volatile.Write(ref isDown, false);
        Note();
    }

    /// <summary>Says what is under way, so that it can be cut off.</summary>
    private void Take(CancellationTokenSource? hands, RunnerEvent happened)
    {
        lock (gate)
        {
            inHand = happened is RunnerEvent.StoodDown ? null : hands;
            if (inHand is not null && MustStandDown)
            {
                inHand.Cancel();
            }
        }
    }

    private async Task StandDownAsync(CancellationToken cancellationToken)
    {
        if (!MustStandDown)
        {
            // It was done before what had come before it.
            return;
        }

        Volatile.Write(ref mustStandDown, false);
        Forget();
        Volatile.Write(ref lease, null);
        await holder.EndAsync(cancellationToken);
    }

    private Task WakeAsync(CancellationToken cancellationToken)
    {
        lock (gate)
        {
            noted = 0;
        }

        return LookAsync(cancellationToken);
    }

    private async Task DueAsync(CancellationToken cancellationToken)
    {
        if (retryAt <= Now || lookAt <= Now || LeaveDue <= Now)
        {
            (retryAt, lookAt) = (retryAt <= Now ? null : retryAt, lookAt <= Now ? null : lookAt);
            await LookAsync(cancellationToken);
        }
        else if (storeAt <= Now)
        {
            await StoreLastWordsAsync(cancellationToken);
        }
        else if (TurnEnds <= Now)
        {
            await TimeOutAsync(cancellationToken);
        }
        else if (IdleEnds <= Now)
        {
            await HibernateAsync(cancellationToken);
        }
    }

    private async Task WaitAsync(DateTimeOffset? until, CancellationToken stop)
    {
        var rest = until - Now is { } left ? left > TimeSpan.Zero ? left : TimeSpan.Zero : Timeout.InfiniteTimeSpan;
        using var deadline = new CancellationTokenSource(rest, parts.Time);
        using var wait = CancellationTokenSource.CreateLinkedTokenSource(stop, deadline.Token);
        try
        {
            await mailbox.Reader.WaitToReadAsync(wait.Token);
        }
        catch (OperationCanceledException)
        {
            // The deadline, or the stop: the caller's loop looks at both.
        }
    }
}
