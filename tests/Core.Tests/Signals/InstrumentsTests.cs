using System.Diagnostics.Metrics;
using System.Globalization;
using TmuxBuilder.Core.Signals;
using TmuxBuilder.Core.Sweeps;
using TmuxBuilder.Core.Turns;
using TmuxBuilder.Core.Usage;

namespace TmuxBuilder.Core.Tests.Signals;

public sealed class InstrumentsTests : IDisposable
{
    private readonly Instruments instruments = new();
    private readonly MeterListener listener = new();
    private readonly List<string> seen = [];

    public InstrumentsTests()
    {
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instruments.Owns(instrument))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    [Fact]
    public void A_call_of_the_model_counts_its_tokens_by_kind_and_what_it_cost()
    {
        instruments.ModelCalled(answered: true, new UsageTotals(3, 5, 0, 7, 2_500_000));
        instruments.ModelCalled(answered: false, UsageTotals.Zero);

        Assert.Equal(
            [
                "model.calls outcome=answered 1", "model.tokens kind=input 3", "model.tokens kind=output 5",
                "model.tokens kind=cache_write 7", "model.cost 2.5", "model.calls outcome=failed 1", "model.cost 0",
            ],
            seen);
    }

    [Fact]
    public void Clocks_that_disagree_make_no_time_less_than_none()
    {
        instruments.EnterPressed(TimeSpan.FromSeconds(-2));
        instruments.TurnEnded(TurnState.TimedOut, TimeSpan.FromSeconds(-2));

        Assert.Equal(["turn.enter_delay 0", "turns.ended outcome=timed_out 1", "turn.duration 0"], seen);
    }

    [Fact]
    public void Every_case_of_a_sweep_is_counted_by_its_step()
    {
        var values = new List<int>();
        var did = new SweepReport { Failed = ["a", "b", "c"] };
        foreach (var property in typeof(SweepReport).GetProperties().Where(property => property.CanWrite))
        {
            property.SetValue(did, property.PropertyType == typeof(int) ? Next()
                : property.PropertyType == typeof(Leftovers) ? new Leftovers(Next(), Next(), Next(), Next())
                : property.GetValue(did));
        }

        instruments.Swept(did);

        Assert.Contains("sweep.failures 3", seen);
        Assert.Contains($"workers.lost {did.WorkersLost}", seen);
        var counts = seen.Select(one => int.Parse(one.Split(' ')[^1], CultureInfo.InvariantCulture));
        Assert.Equal([3, .. values], counts.Order());
        Assert.Distinct(seen.Select(one => one.Split(' ')[^2]));

        int Next()
        {
            values.Add(101 + values.Count);
            return values[^1];
        }
    }

    [Fact]
    public void What_a_worker_finds_on_its_machine_is_counted_with_the_sweeps()
    {
        instruments.LookedUp(2, 3);

        Assert.Equal(["sweep.done step=panes_killed 2", "sweep.done step=sessions_taken_up 3"], seen);
    }

    [Fact]
    public void Another_parts_instruments_are_its_own()
    {
        using var other = new Instruments();

        other.TakenOver();
        other.HandedOver();

        Assert.Empty(seen);
    }

    [Fact]
    public void A_worker_is_asked_how_it_stands_when_somebody_collects()
    {
        var held = 1;
        instruments.ObserveWorker(4, () => 2, () => 3, () => held);
        held = 7;

        listener.RecordObservableInstruments();

        Assert.Equal(
            ["worker.places 4", "worker.places_used 2", "worker.places_wanted 3", "worker.sessions 7"], seen);
    }

    public void Dispose()
    {
        listener.Dispose();
        instruments.Dispose();
    }

    private void Note<T>(Instrument instrument, T value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var labels = string.Concat(tags.ToArray().Select(tag => $" {tag.Key}={tag.Value}"));
        seen.Add(FormattableString.Invariant($"{instrument.Name["tmux_builder.".Length..]}{labels} {value}"));
    }
}
