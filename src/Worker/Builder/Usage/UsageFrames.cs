using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Activity;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Usage;

/// <summary>Tells a session's log what was used: after a call, at most once a second, and before a turn ends.</summary>
internal sealed partial class UsageFrames(
    SessionId session,
    UsageReports reports,
    Func<Turn?> running,
    ActivityPump pump,
    TimeProvider time,
    ILogger<UsageFrames> logger) : IAsyncDisposable
{
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    private readonly Lock gate = new();
    private readonly CancellationTokenSource stop = new();

    /// <summary>One at a time reads the totals and tells them, so that none is told after a newer one.</summary>
    private readonly SemaphoreSlim one = new(1, 1);

    private Task telling = Task.CompletedTask;
    private bool isTelling;
    private bool isDue;
    private TurnId? dueTurn;
    private long? told;

    /// <summary>Says that a call was stored; never waits.</summary>
    public void Note(TurnId? turn)
    {
        lock (gate)
        {
            (isDue, dueTurn) = (true, turn);
            if (!isTelling)
            {
                isTelling = true;
                telling = Task.Run(() => TellSoonAsync(stop.Token), stop.Token);
            }
        }
    }

    /// <summary>
    /// Tells what the turn used in the end, if that was not told; its last calls are waited for a moment.
    /// </summary>
    public async Task CloseAsync(Turn turn, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(FlushTimeout, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            await reports.FlushAsync(limit.Token);
            await TellAsync(turn, limit.Token);
        }
        catch (Exception failure) when (
            StoreFailure.Is(failure)
                || (failure is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // A turn's end does not hang on what it cost.
            LogNotTold(session, failure);
        }
    }

    public async ValueTask DisposeAsync()
    {
        Task last;
        lock (gate)
        {
            // Nothing begins any more.
            isTelling = true;
            last = telling;
        }

        stop.Cancel();
        await last.EndAsync();
        stop.Dispose();
    }

    private async Task TellSoonAsync(CancellationToken cancellationToken)
    {
        while (Rest() is { } rest)
        {
            if (rest > TimeSpan.Zero)
            {
                await Task.Delay(rest, time, cancellationToken);
                continue;
            }

            try
            {
                await TellAsync(ending: null, cancellationToken);
            }
            catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
            {
                LogNotTold(session, failure);
            }
        }
    }

    /// <summary>
    /// How long to wait before the next line; <see langword="null"/> when there is nothing to tell any more.
    /// </summary>
    private TimeSpan? Rest()
    {
        lock (gate)
        {
            isTelling = isDue;
            return !isDue ? null
                : told is { } last ? Interval - time.GetElapsedTime(last)
                : TimeSpan.Zero;
        }
    }

    private async Task TellAsync(Turn? ending, CancellationToken cancellationToken)
    {
        await one.WaitAsync(cancellationToken);
        try
        {
            TurnId? about;
            lock (gate)
            {
                if (!isDue)
                {
                    return;
                }

                (isDue, told, about) = (false, time.GetTimestamp(), ending?.Id ?? dueTurn);
            }

            var turn = ending ?? running();
            var line = await reports.ReadAsync(session, about, cancellationToken);
            pump.Post(line with { TraceId = turn?.Id == about ? turn?.TraceId : null });
        }
        finally
        {
            one.Release();
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: what was used so far could not be told")]
    private partial void LogNotTold(SessionId sessionId, Exception failure);
}
