using System.Diagnostics.Metrics;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Core.Signals;

/// <summary>
/// What the platform counts and measures, each by its name, unit and labels (docs/operations.md lists them). A label
/// has one of a few values: never a session, an address or an id, for whoever collects them keeps a series of each.
/// </summary>
public sealed class Instruments : IDisposable
{
    public const string MeterName = "TmuxBuilder";

    /// <summary>The names of instruments, for those who collect them.</summary>
    public const string TurnsEndedName = "tmux_builder.turns.ended";
    public const string TurnDurationName = "tmux_builder.turn.duration";
    public const string EnterDelayName = "tmux_builder.turn.enter_delay";
    public const string TakeOversName = "tmux_builder.sessions.taken_over";
    public const string HandOversName = "tmux_builder.sessions.handed_over";
    public const string ForwardsName = "tmux_builder.doorbells.forwarded";
    public const string PublishName = "tmux_builder.publish.duration";
    public const string ModelCallsName = "tmux_builder.model.calls";
    public const string ModelTokensName = "tmux_builder.model.tokens";
    public const string ModelCostName = "tmux_builder.model.cost";

    private const string Outcome = "outcome";
    private const string Kind = "kind";
    private const string To = "to";
    private const string Step = "step";

    private readonly Meter meter = new(MeterName);
    private readonly Counter<long> turnsStored;
    private readonly Counter<long> turnsEnded;
    private readonly Histogram<double> turnDuration;
    private readonly Histogram<double> enterDelay;
    private readonly Counter<long> takeOvers;
    private readonly Counter<long> handOvers;
    private readonly Counter<long> rings;
    private readonly Counter<long> forwards;
    private readonly Histogram<double> publish;
    private readonly Counter<long> modelCalls;
    private readonly Counter<long> modelTokens;
    private readonly Counter<double> modelCost;
    private readonly Counter<long> swept;
    private readonly Counter<long> sweepFailures;
    private readonly Counter<long> errors;
    private readonly Gauge<long> pending;
    private readonly Gauge<double> oldest;
    private readonly Gauge<long> atWork;
    private readonly Gauge<long> workers;
    private readonly Gauge<long> workersLost;
    private readonly Gauge<long> places;

    public Instruments()
    {
        turnsStored = meter.CreateCounter<long>("tmux_builder.turns.stored", "{turn}", "Turns stored, by origin.");
        turnsEnded = meter.CreateCounter<long>(TurnsEndedName, "{turn}", "Turns that ended, by outcome.");
        turnDuration = Seconds(TurnDurationName, "From storing a turn to its end.", 1, 10, 60, 300, 900, 1800, 3600);
        enterDelay = Seconds(
            EnterDelayName,
            "From storing a message to Enter, its wait for the session and for a place with it.",
            0.01, 0.02, 0.04, 0.1, 0.2, 0.5, 1, 2, 5, 15, 60, 300, 1800);
        takeOvers = meter.CreateCounter<long>(TakeOversName, "{session}", "Sessions taken over from lost workers.");
        handOvers = meter.CreateCounter<long>(HandOversName, "{session}", "Sessions given away by an ending worker.");
        rings = meter.CreateCounter<long>("tmux_builder.doorbells.rung", "{ring}", "Doorbells rung, by where.");
        forwards = meter.CreateCounter<long>(ForwardsName, "{ring}", "Doorbells passed on to the session's holder.");
        publish = Seconds(
            PublishName, "What publishing took, by outcome.", 0.1, 0.5, 1, 2, 5, 15, 60, 300, 900);
        modelCalls = meter.CreateCounter<long>(ModelCallsName, "{call}", "Calls of the model, by outcome.");
        modelTokens = meter.CreateCounter<long>(ModelTokensName, "{token}", "Tokens of the model, by kind.");
        modelCost = meter.CreateCounter<double>(ModelCostName, "{USD}", "What the model cost, in US dollars.");
        swept = meter.CreateCounter<long>("tmux_builder.sweep.done", "{item}", "What sweeps did, by step.");
        sweepFailures = meter.CreateCounter<long>(
            "tmux_builder.sweep.failures", "{step}", "Steps of sweeps that failed.");
        errors = meter.CreateCounter<long>("tmux_builder.errors", "{line}", "Lines logged for somebody to look at.");
        pending = meter.CreateGauge<long>("tmux_builder.turns.pending", "{turn}", "Turns that wait.");
        oldest = meter.CreateGauge<double>(
            "tmux_builder.turns.oldest_pending_age",
            "s",
            "Age of the oldest turn that waits while its session is idle.");
        atWork = meter.CreateGauge<long>("tmux_builder.turns.at_work", "{turn}", "Turns that an agent works on.");
        workers = meter.CreateGauge<long>("tmux_builder.workers", "{worker}", "Workers that are registered.");
        workersLost = meter.CreateGauge<long>(
            "tmux_builder.workers.lost", "{worker}", "Workers whose heart stands still.");
        places = meter.CreateGauge<long>("tmux_builder.places", "{agent}", "Agents that all workers may run at once.");
    }

    public void TurnStored(TurnOrigin origin) => turnsStored.Add(1, Label(Kind, origin.Wire));

    public void TurnEnded(TurnState state, TimeSpan age)
    {
        turnsEnded.Add(1, Label(Outcome, state.Wire));
        turnDuration.Record(Positive(age));
    }

    /// <param name="delay">Since the message was stored, by another machine's clock perhaps.</param>
    public void EnterPressed(TimeSpan delay) => enterDelay.Record(Positive(delay));

    public void TakenOver() => takeOvers.Add(1);

    public void HandedOver() => handOvers.Add(1);

    public void Rung(bool atHolder) => rings.Add(1, Label(To, atHolder ? "holder" : "all"));

    public void Forwarded() => forwards.Add(1);

    /// <param name="outcome">One of <c>published</c>, <c>refused</c> and <c>failed</c>.</param>
    public void Published(string outcome, TimeSpan took) =>
        publish.Record(took.TotalSeconds, Label(Outcome, outcome));

    /// <param name="answered">Whether the model answered at all.</param>
    public void ModelCalled(bool answered, UsageTotals amount)
    {
        modelCalls.Add(1, Label(Outcome, answered ? "answered" : "failed"));
        Tokens("input", amount.Input);
        Tokens("output", amount.Output);
        Tokens("cache_read", amount.CacheRead);
        Tokens("cache_write", amount.CacheWrite);
        modelCost.Add(amount.CostMicroUsd / 1e6);

        void Tokens(string kind, long count)
        {
            if (count > 0)
            {
                modelTokens.Add(count, Label(Kind, kind));
            }
        }
    }

    public void Swept(SweepReport did)
    {
        Did("rung", did.Rung);
        Did("sessions_stranded", did.SessionsStranded);
        Did("workers_forgotten", did.WorkersForgotten);
        Did("sessions_begun", did.SessionsBegun);
        Did("sessions_taken_back", did.SessionsTakenBack);
        Did("sessions_expired", did.SessionsExpired);
        Did("requests_expired", did.RequestsExpired);
        Did("uploads_expired", did.UploadsExpired);
        Did("commands_removed", did.CommandsRemoved);
        Did("sites_reached", did.SitesReached);
        Did("stuck_publishes", did.Leftovers.Publishes);
        Did("orphan_buckets", did.Leftovers.Buckets);
        Did("orphan_distributions", did.Leftovers.Distributions);
        Did("orphan_users", did.Leftovers.Users);
        workersLost.Record(did.WorkersLost);
        sweepFailures.Add(did.Failed.Count);
    }

    /// <summary>What a worker's look at its own machine did.</summary>
    public void LookedUp(int panesKilled, int sessionsTakenUp)
    {
        Did("panes_killed", panesKilled);
        Did("sessions_taken_up", sessionsTakenUp);
    }

    public void Saw(FleetSigns fleet)
    {
        pending.Record(fleet.PendingTurns);
        oldest.Record(fleet.OldestPending.TotalSeconds);
        atWork.Record(fleet.AtWork);
        workers.Record(fleet.Workers);
        places.Record(fleet.Places);
    }

    public void ErrorLogged() => errors.Add(1);

    /// <summary>Has this worker asked how it stands whenever somebody collects.</summary>
    /// <param name="waiting">Sessions that wait for a place.</param>
    /// <param name="held">Sessions that have an owner here.</param>
    public void ObserveWorker(int capacity, Func<int> used, Func<int> waiting, Func<int> held)
    {
        Observe("tmux_builder.worker.places", "{agent}", "Agents this worker may run at once.", () => capacity);
        Observe("tmux_builder.worker.places_used", "{agent}", "Places of this worker that are taken.", used);
        Observe("tmux_builder.worker.places_wanted", "{session}", "Sessions that wait for a place here.", waiting);
        Observe("tmux_builder.worker.sessions", "{session}", "Sessions this worker has in hand.", held);
    }

    public void ObserveSockets(Func<int> connected) =>
        Observe("tmux_builder.sockets", "{socket}", "Sockets of this process.", connected);

    /// <summary>Whether an instrument is one of these, and not of another part of the same process.</summary>
    public bool Owns(Instrument instrument) => ReferenceEquals(instrument.Meter, meter);

    public void Dispose() => meter.Dispose();

    private void Did(string step, int count) => swept.Add(count, Label(Step, step));

    private void Observe(string name, string unit, string description, Func<int> value) =>
        meter.CreateObservableGauge(name, value, unit, description);

    private Histogram<double> Seconds(string name, string description, params IReadOnlyList<double> limits) =>
        meter.CreateHistogram(
            name,
            "s",
            description,
            tags: null,
            new InstrumentAdvice<double> { HistogramBucketBoundaries = limits });

    private static KeyValuePair<string, object?> Label(string name, string value) => new(name, value);

    private static double Positive(TimeSpan span) => Math.Max(0, span.TotalSeconds);
}
