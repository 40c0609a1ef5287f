using System.Diagnostics.Metrics;
using Microsoft.Extensions.Hosting;
using TmuxBuilder.Adapters.Aws.Metrics;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Worker.Metrics;

/// <summary>
/// Writes what was counted and measured to the worker's log, once a minute and at its end, as lines that CloudWatch
/// takes metrics out of. What did not happen is not written and costs nothing.
/// </summary>
/// <param name="output">Takes a whole line without its end.</param>
internal sealed class MetricLog(string stage, Instruments instruments, TimeProvider time, Action<string> output)
    : BackgroundService
{
    /// <summary>Values of one series that are kept until they are written; of more the newest are.</summary>
    private const int MostKept = 1_000;

    private static readonly TimeSpan Period = TimeSpan.FromMinutes(1);

    private readonly Lock gate = new();
    private readonly Dictionary<Series, List<double>> measured = [];
    private readonly Dictionary<Series, double> counted = [];
    private MeterListener? listener;

    /// <summary>Writes what there is since it was written last.</summary>
    internal void Flush()
    {
        List<KeyValuePair<Series, IReadOnlyList<double>>> all;
        lock (gate)
        {
            all =
            [
                .. counted.Select(one => KeyValuePair.Create<Series, IReadOnlyList<double>>(one.Key, [one.Value])),
                .. measured.Select(one => KeyValuePair.Create<Series, IReadOnlyList<double>>(one.Key, one.Value)),
            ];
            counted.Clear();
            measured.Clear();
        }

        foreach (var (series, values) in all)
        {
            foreach (var part in values.Chunk(MetricLine.MostValues))
            {
                var line = MetricLine.Write(
                    stage, time.GetUtcNow(), series.Dimensions, [(series.Name, series.Unit, part)]);
                output(System.Text.Encoding.UTF8.GetString(line).TrimEnd());
            }
        }
    }

    /// <summary>Listens before anything that is started after it counts.</summary>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        listener = Listen();
        return base.StartAsync(cancellationToken);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        listener?.Dispose();
        Flush();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Flush();
        }
    }

    private MeterListener Listen()
    {
        var listening = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instruments.Owns(instrument) && ShippedMetrics.Find(instrument.Name) is not null)
                {
                    self.EnableMeasurementEvents(instrument);
                }
            },
        };
        listening.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Add(instrument, value, tags));
        listening.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Add(instrument, value, tags));
        listening.Start();
        return listening;
    }

    private void Add(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        if (ShippedMetrics.Find(instrument.Name) is not (var name, var unit))
        {
            return;
        }

        var series = new Series(
            name, unit, tags is [var (label, word), ..] ? (ShippedMetrics.DimensionOf(label), $"{word}") : null);
        lock (gate)
        {
            if (instrument is not Histogram<double>)
            {
                counted[series] = counted.GetValueOrDefault(series) + value;
                return;
            }

            if (!measured.TryGetValue(series, out var values))
            {
                measured.Add(series, values = []);
            }

            if (values.Count == MostKept)
            {
                values.RemoveAt(0);
            }

            values.Add(value);
        }
    }

    /// <summary>A metric with a value of its one label, if it has one.</summary>
    private readonly record struct Series(string Name, string Unit, (string Name, string Value)? Label)
    {
        public IReadOnlyList<KeyValuePair<string, string>> Dimensions =>
            Label is (var name, var value) ? [new(name, value)] : [];
    }
}
