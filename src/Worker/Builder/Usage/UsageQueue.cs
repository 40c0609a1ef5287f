using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Budgets;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Builder.Usage;

/// <summary>
/// Takes metered calls to the store, one after the other and behind everybody's back. While the store is away (a full
/// disk, a lock) they wait and are tried again, up to <see cref="MaxWaiting"/> of them.
/// </summary>
internal sealed partial class UsageQueue : IAsyncDisposable
{
    public const int MaxWaiting = 65_536;
    private const int MaxTries = 8;
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ClosingTime = TimeSpan.FromSeconds(5);

    private readonly Channel<Item> waiting =
        Channel.CreateBounded<Item>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });

    private readonly CancellationTokenSource closing = new();
    private readonly CancellationTokenSource abandon;
    private readonly RunnerDirectory runners;
    private readonly ISessionStore sessions;
    private readonly IUsageStore usage;
    private readonly BudgetBook budgets;
    private readonly TimeProvider time;
    private readonly ILogger<UsageQueue> logger;
    private readonly Task loop;
    private int unstored;

    public UsageQueue(
        RunnerDirectory runners,
        ISessionStore sessions,
        IUsageStore usage,
        BudgetBook budgets,
        TimeProvider time,
        ILogger<UsageQueue> logger)
    {
        (this.runners, this.sessions, this.usage, this.budgets) = (runners, sessions, usage, budgets);
        (this.time, this.logger) = (time, logger);
        abandon = new CancellationTokenSource(Timeout.InfiniteTimeSpan, time);
        loop = RunAsync(abandon.Token);
    }

    /// <summary>Hands a call over without waiting; its client is looked up later.</summary>
    /// <param name="charge">Settled once the call is stored, or lost.</param>
    public void Add(UsageRecord record, BudgetCharge? charge = null)
    {
        Interlocked.Increment(ref unstored);
        if (!waiting.Writer.TryWrite(new Item(record, charge, null)))
        {
            Interlocked.Decrement(ref unstored);
            Settle(charge, counts: false);
            LogLost(record.Session, record.Amount, null);
        }
    }

    /// <summary>Returns when everything handed over before is stored or given up.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref unstored) > 0)
        {
            var marker = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await waiting.Writer.WriteAsync(new Item(null, null, marker), cancellationToken);
            await marker.Task.WaitAsync(cancellationToken);
        }
    }

    /// <summary>Stores what waits, for up to five seconds.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!waiting.Writer.TryComplete())
        {
            await loop;
            return;
        }

        await closing.CancelAsync();
        abandon.CancelAfter(ClosingTime);
        await loop;
        closing.Dispose();
        abandon.Dispose();
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            while (await waiting.Reader.WaitToReadAsync(cancellationToken))
            {
                await TakeAsync(cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // Closing took too long: of what is left it is said that it was lost.
            await TakeAsync(cancellationToken);
        }
    }

    private async Task TakeAsync(CancellationToken cancellationToken)
    {
        while (waiting.Reader.TryRead(out var item))
        {
            if (item.Record is { } record)
            {
                Settle(item.Charge, counts: await StoreAsync(record, cancellationToken));
                Interlocked.Decrement(ref unstored);
            }

            item.Flushed?.TrySetResult();
        }
    }

    /// <summary>Whether the store counts it: not one that was lost, or counted before.</summary>
    private async Task<bool> StoreAsync(UsageRecord record, CancellationToken cancellationToken)
    {
        Exception? last = null;
        for (var tries = 1; !cancellationToken.IsCancellationRequested; tries++)
        {
            try
            {
                var client = (await sessions.FindAsync(record.Session, cancellationToken))?.Email.ToLowerInvariant();
                var counts = await usage.AddAsync(record with { Client = client ?? "" }, cancellationToken);
                runners.Find(record.Session)?.Usage.Note(record.Turn);
                return counts;
            }
            catch (Exception failure) when (StoreFailure.Is(failure) || tries < MaxTries)
            {
                if (tries == 1)
                {
                    LogDelayed(record.Session, failure);
                }

                last = failure;
                await WaitAsync(tries);
            }
            catch (Exception failure)
            {
                last = failure;
                break;
            }
        }

        LogLost(record.Session, record.Amount, last);
        return false;
    }

    private void Settle(BudgetCharge? charge, bool counts)
    {
        if (charge is not null)
        {
            budgets.Settle(charge, counts);
        }
    }

    /// <summary>Longer after every try; while closing there is no time for that.</summary>
    private async Task WaitAsync(int tries)
    {
        var rest = closing.IsCancellationRequested
            ? FirstWait
            : TimeSpan.FromTicks(Math.Min(FirstWait.Ticks << Math.Min(tries - 1, 10), LongestWait.Ticks));
        var end = closing.IsCancellationRequested ? abandon.Token : closing.Token;
        await Task.Delay(rest, time, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    [LoggerMessage(
        LogLevel.Warning, "Session {SessionId}: what it used of the model cannot be stored yet; tried again")]
    private partial void LogDelayed(SessionId sessionId, Exception failure);

    [LoggerMessage(LogLevel.Error, "Session {SessionId}: what it used of the model could not be stored: {Amount}")]
    private partial void LogLost(SessionId sessionId, UsageTotals amount, Exception? failure);

    private sealed record Item(UsageRecord? Record, BudgetCharge? Charge, TaskCompletionSource? Flushed);
}
