using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using TmuxBuilder.Builder.Activity;
using TmuxBuilder.Builder.Proof;
using TmuxBuilder.Builder.Turns;
using TmuxBuilder.Builder.Usage;
using TmuxBuilder.Core;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Builder.Runs;

/// <summary>
/// The one owner of a session on this worker: a loop over a mailbox, so that nothing of a session happens twice at
/// once. Whatever it holds in memory can be thrown away; it starts again from the store.
/// </summary>
internal sealed partial class SessionRunner : IAsyncDisposable
{
    private const int MaxFailures = 8;

    private readonly Channel<RunnerEvent> mailbox =
        Channel.CreateUnbounded<RunnerEvent>(new UnboundedChannelOptions { SingleReader = true });

    private readonly Lock gate = new();
    private readonly RunnerParts parts;
    private readonly ILogger<SessionRunner> logger;
    private readonly AgentHolder holder;
    private readonly TurnSteps steps;

    private LeaseToken? lease;
    private DateTimeOffset? retryAt;
    private DateTimeOffset? restingSince;
    private DateTimeOffset? lookAt;
    private DateTimeOffset? storeAt;
    private int failures;
    private int setbacks;
    private int noted;
    private bool retired;
    private bool looked;
    private bool loaded;
    private bool inherited;
    private bool mayAdopt;
    private bool rung;

    public SessionRunner(SessionId session, RunnerParts parts)
    {
        (Session, this.parts) = (session, parts);
        logger = parts.Loggers.CreateLogger<SessionRunner>();
        Pump = new ActivityPump(
            session, parts.Log, parts.Recorder, () => Lease, parts.Time, parts.Loggers.CreateLogger<ActivityPump>());
        steps = new TurnSteps(parts.Turns, Pump, parts.Recorder, parts.Time);
        Usage = new UsageFrames(
            session, parts.Usage, () => Turn, Pump, parts.Time, parts.Loggers.CreateLogger<UsageFrames>());
        holder = new AgentHolder(session, parts.Agents, mailbox.Writer);
    }

    public SessionId Session { get; }

    public ActivityPump Pump { get; }

    public UsageFrames Usage { get; }

    public Announcements Announced { get; } = new();

    /// <summary>The spans of the turn that runs.</summary>
    public TurnTrace Trace { get; } = new();

    /// <summary>
    /// One deploy of a session at a time; never disposed, so that the last one inside can still leave.
    /// </summary>
    public SemaphoreSlim Deploys { get; } = new(1, 1);

    /// <summary>One check of a session at a time.</summary>
    public CheckLine Checks { get; } = new();

    /// <summary>The turn that runs, if any; read from any thread.</summary>
    public Turn? Turn => steps.Current;

    /// <summary>Proof of owning the session, if it does; read from any thread.</summary>
    public LeaseToken? Lease => Volatile.Read(ref lease);

    private DateTimeOffset Now => parts.Time.GetUtcNow();

    /// <summary>Says that there may be work; false when this owner has ended and another is needed.</summary>
    /// <param name="byRing">A doorbell said so, which nobody else has heard.</param>
    public bool Note(bool byRing = false)
    {
        lock (gate)
        {
            if (retired)
            {
                return false;
            }

            rung |= byRing;
            if (noted++ == 0)
            {
                mailbox.Writer.TryWrite(new RunnerEvent.Woken());
            }

            return true;
        }
    }

    /// <summary>Puts something into the mailbox; what comes after the end of the loop is never read.</summary>
    public void Post(RunnerEvent happened) => mailbox.Writer.TryWrite(happened);

    /// <summary>Works until there is nothing to do and no agent, or <paramref name="stop"/>.</summary>
    /// <param name="abandon">Cancels what is under way, too.</param>
    public async Task RunAsync(CancellationToken stop, CancellationToken abandon)
    {
        while (await NextAsync(stop, abandon) is { } happened)
        {
            await TryHandleAsync(happened, abandon);
        }
    }

    /// <summary>Lets go of everything; the agent lives on in its pane.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (gate)
        {
            retired = true;
        }

        mailbox.Writer.TryComplete();
        RefuseTakeOvers();
        ReleasePlace();
        Trace.Leave();
        await StopProvingAsync();
        await StopOpeningAsync();
        await holder.DisposeAsync();
        await Usage.DisposeAsync();
        await Pump.DisposeAsync();
    }

    private async Task<RunnerEvent?> NextAsync(CancellationToken stop, CancellationToken abandon)
    {
        while (!stop.IsCancellationRequested && !abandon.IsCancellationRequested)
        {
            if (MustStandDown)
            {
                return new RunnerEvent.StoodDown();
            }

            var due = Times.Earliest(retryAt, lookAt, LeaveDue, IdleEnds, storeAt, TurnEnds);
            if (due <= Now)
            {
                return new RunnerEvent.Due();
            }

            if (mailbox.Reader.TryRead(out var happened))
            {
                return happened;
            }

            if (await RetireAsync(abandon))
            {
                return null;
            }

            NoteRest();
            await WaitAsync(due, stop);
        }

        return null;
    }

    private async Task TryHandleAsync(RunnerEvent happened, CancellationToken abandon)
    {
        using var scope = logger.BeginRequest(steps.Current);
        using var hands = CancellationTokenSource.CreateLinkedTokenSource(abandon);
        try
        {
            Take(hands, happened);
            await HandleAsync(happened, hands.Token);
        }
        catch (Exception) when (MustStandDown)
        {
            // Cut off: all that is in memory is thrown away next.
        }
        catch (OwnershipLostException lost)
        {
            LogOwnershipLost(Session, lost.Message);
            await StartOverAsync(lost.LeaseLost, abandon);
        }
        catch (Exception failure) when (!abandon.IsCancellationRequested)
        {
            setbacks++;
            // A store that is away for an hour costs no turn; anything else that fails again and again ends it.
            failures += StoreFailure.Is(failure) ? 0 : 1;
            LogFailed(Session, setbacks, failure);
            await StartOverAsync(leaseLost: false, abandon);
        }
        catch (Exception) when (abandon.IsCancellationRequested)
        {
            // Given up from outside: what was not stored is found again by the next owner.
        }
        finally
        {
            Take(null, happened);
            (happened as RunnerEvent.Seen)?.Handled.TrySetResult();
            if (holder.Agent is null)
            {
                EndTakeOver();
            }
        }
    }

    private Task HandleAsync(RunnerEvent happened, CancellationToken cancellationToken) => happened switch
    {
        RunnerEvent.Woken => WakeAsync(cancellationToken),
        RunnerEvent.Due => DueAsync(cancellationToken),
        RunnerEvent.PlaceGranted granted => GrantedAsync(granted.Request, cancellationToken),
        RunnerEvent.Seen seen => ReferenceEquals(seen.Agent, holder.Agent)
            ? SeenAsync(seen.Signal, cancellationToken)
            : Task.CompletedTask,
        RunnerEvent.Spoke => WorkSeenAsync(cancellationToken),
        RunnerEvent.SummaryWritten => ShowSummaryAsync(cancellationToken),
        RunnerEvent.Asked asked => AskAsync(asked, cancellationToken),
        RunnerEvent.Proved proved => ProvedAsync(proved, cancellationToken),
        RunnerEvent.Opened opened => OpenedAsync(opened, cancellationToken),
        RunnerEvent.Leaving leaving => LeaveAsync(leaving.Latest, cancellationToken),
        RunnerEvent.InLine waiting => InLineAsync(waiting.Position, cancellationToken),
        RunnerEvent.StoodDown => StandDownAsync(cancellationToken),
        RunnerEvent.MemoryShort => MakeRoomAsync(cancellationToken),
        RunnerEvent.GivenBack back => GivenBackAsync(back.TakeOver, cancellationToken),
        RunnerEvent.TakeOverAsked asked => TakenOverAsync(asked),
        _ => throw new System.Diagnostics.UnreachableException($"No handler for {happened}."),
    };

    /// <summary>Looks what there is to do: commands first, then the turn that runs or the next.</summary>
    private async Task LookAsync(CancellationToken cancellationToken)
    {
        looked = true;
        if (Volatile.Read(ref isDown)
            || await GaveAwayAsync(cancellationToken)
            || await RestsAsync(cancellationToken)
            || await PassedOnAsync(cancellationToken)
            || !await OwnAsync(cancellationToken))
        {
            return;
        }

        if (!loaded)
        {
            var open = await parts.Turns.ListOpenAsync(Session, cancellationToken);
            var found = open.FirstOrDefault(turn => turn.State.IsRunning);
            steps.Load(found?.Stopped);
            (loaded, inherited) = (true, found is not null);
        }

        await DoCommandsAsync(cancellationToken);
        if (Lease is not null && retryAt is null)
        {
            await GoOnAsync(cancellationToken);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Session {SessionId} is looked at anew: {Reason}")]
    private partial void LogOwnershipLost(SessionId sessionId, string reason);

    [LoggerMessage(LogLevel.Error, "Session {SessionId} failed for the {Times}. time in a row and is looked at anew")]
    private partial void LogFailed(SessionId sessionId, int times, Exception failure);
}
