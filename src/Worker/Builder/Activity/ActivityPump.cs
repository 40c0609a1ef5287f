using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Runs;
using TmuxBuilder.Core.Activity;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Builder.Activity;

/// <summary>
/// Takes the lines of one session to the log, in order: the first after a silence at once, those that follow collected
/// until 15 ms after the append before, at most 50 at once, one append in flight. What comes too fast is left out, and
/// said so.
/// </summary>
internal sealed partial class ActivityPump : IAsyncDisposable
{
    public const int MaxBatch = 50;
    private const int MaxWaiting = 1000;
    private static readonly TimeSpan Collect = TimeSpan.FromMilliseconds(15);

    private readonly Channel<Item> waiting = Channel.CreateBounded<Item>(
        new BoundedChannelOptions(MaxWaiting) { SingleReader = true, FullMode = BoundedChannelFullMode.Wait });

    private readonly CancellationTokenSource stop = new();
    private readonly SessionId session;
    private readonly IActivityLog log;
    private readonly ActivityRecorder recorder;
    private readonly Func<LeaseToken?> lease;
    private readonly TimeProvider time;
    private readonly ILogger<ActivityPump> logger;
    private readonly RateCap cap;
    private readonly Task loop;
    private long? appended;
    private volatile TaskCompletionSource hurry = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ActivityPump(
        SessionId session,
        IActivityLog log,
        ActivityRecorder recorder,
        Func<LeaseToken?> lease,
        TimeProvider time,
        ILogger<ActivityPump> logger)
    {
        (this.session, this.log, this.recorder) = (session, log, recorder);
        (this.lease, this.time, this.logger) = (lease, time, logger);
        cap = new RateCap(time);
        loop = RunAsync(stop.Token);
    }

    /// <summary>Hands a line over without waiting; one too many is left out.</summary>
    public void Post(ActivityEvent happened) => Post(Prepare(happened));

    /// <inheritdoc cref="Post(ActivityEvent)"/>
    public void Post(NewEntry entry) => _ = Enqueue(entry);

    /// <summary>Hands a line over and returns when it is stored, or was left out as one too many.</summary>
    /// <exception cref="IOException">It could not be stored.</exception>
    public Task PostAsync(ActivityEvent happened, CancellationToken cancellationToken) =>
        PostAsync(Prepare(happened), cancellationToken);

    /// <inheritdoc cref="PostAsync(ActivityEvent, CancellationToken)"/>
    public Task PostAsync(NewEntry entry, CancellationToken cancellationToken) =>
        Enqueue(entry).WaitAsync(cancellationToken);

    /// <summary>Returns when everything handed over before is stored or given up.</summary>
    public async Task FlushAsync(CancellationToken cancellationToken)
    {
        var marker = new Item(null);
        await waiting.Writer.WriteAsync(marker, cancellationToken);
        hurry.TrySetResult();
        await marker.Stored.Task.HereAsync().WaitAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        stop.Cancel();
        await loop.EndAsync();
        while (waiting.Reader.TryRead(out var item))
        {
            item.Fail(new OperationCanceledException(stop.Token));
        }

        stop.Dispose();
    }

    /// <summary>A line as it is stored.</summary>
    public NewEntry Prepare(ActivityEvent happened) => recorder.Prepare([happened])[0];

    private Task Enqueue(NewEntry entry)
    {
        if (!cap.Take())
        {
            return Task.CompletedTask;
        }

        if (cap.TakeSkipped() is > 0 and var skipped)
        {
            waiting.Writer.TryWrite(new Item(Prepare(
                new ActivityEvent(ActivityTypes.Status, $"{skipped} lines came too fast and were left out."))));
        }

        var item = new Item(entry);
        if (!waiting.Writer.TryWrite(item))
        {
            cap.Skip();
            return Task.CompletedTask;
        }

        return item.Stored.Task;
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await waiting.Reader.WaitToReadAsync(cancellationToken))
        {
            var batch = new List<Item>(MaxBatch);
            try
            {
                await CollectAsync(batch, cancellationToken);
                await AppendAsync([.. batch.Select(item => item.Entry).OfType<NewEntry>()], cancellationToken);
                batch.ForEach(item => item.Stored.TrySetResult());
            }
            catch (Exception failure)
            {
                batch.ForEach(item => item.Fail(failure));
                if (cancellationToken.IsCancellationRequested)
                {
                    return;
                }

                LogLinesLost(session, batch.Count, failure);
            }
        }
    }

    private async Task CollectAsync(List<Item> batch, CancellationToken cancellationToken)
    {
        // Made anew before it is drained, so that a flush is either drained or ends the wait.
        var hurried = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        hurry = hurried;
        var urgent = Drain(batch);
        if (!urgent && batch.Count < MaxBatch
            && appended is { } last && Collect - time.GetElapsedTime(last) is var rest && rest > TimeSpan.Zero)
        {
            await hurried.Task.OrAsync(Task.Delay(rest, time, cancellationToken));
            cancellationToken.ThrowIfCancellationRequested();
            Drain(batch);
        }
    }

    /// <summary>Takes what waits, up to a batch; true when somebody waits for a flush.</summary>
    private bool Drain(List<Item> batch)
    {
        var urgent = false;
        while (batch.Count < MaxBatch && waiting.Reader.TryRead(out var item))
        {
            batch.Add(item);
            urgent |= item.Entry is null;
        }

        return urgent;
    }

    private async Task AppendAsync(IReadOnlyList<NewEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0)
        {
            return;
        }

        if (lease() is not { } token)
        {
            throw new IOException("The session is not this worker's.");
        }

        var result = await log.AppendAsync(session, entries, token, cancellationToken);
        if (result.Outcome != AppendOutcome.Appended)
        {
            throw new IOException($"The lines were refused: {result.Outcome}.");
        }

        appended = time.GetTimestamp();
        await recorder.SendAsync(session, result.Entries, cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId}: {Count} activity lines could not be stored")]
    private partial void LogLinesLost(SessionId sessionId, int count, Exception failure);

    /// <summary>A line on its way, or a marker that asks to be told when everything before it went.</summary>
    private sealed record Item(NewEntry? Entry)
    {
        public TaskCompletionSource Stored { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Fail(Exception failure)
        {
            // A flush only waits; and of a line nobody waits for, the failure was logged above.
            if (Entry is null)
            {
                Stored.TrySetResult();
                return;
            }

            Stored.TrySetException(new IOException("The line could not be stored.", failure));
            _ = Stored.Task.Exception;
        }
    }
}
