using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using TmuxBuilder.Builder.Tests.World;
using TmuxBuilder.Core.Signals;

namespace TmuxBuilder.Builder.Tests.Signals;

/// <summary>What a machine's process counts and measures while this is there.</summary>
internal sealed class Counts : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly ConcurrentQueue<(string Name, string Label, double Value)> seen = new();

    public Counts(Machine machine)
    {
        var instruments = machine.Get<Instruments>();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instruments.Owns(instrument))
            {
                self.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<double>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
    }

    /// <summary>The values of an instrument, in order.</summary>
    /// <param name="label">The value of its label, if it has one.</param>
    public IReadOnlyList<double> Of(string name, string label = "") =>
        [.. seen.Where(one => one.Name == name && one.Label == label).Select(one => one.Value)];

    public void Dispose() => listener.Dispose();

    private void Note(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> tags) =>
        seen.Enqueue((instrument.Name, tags is [var (_, label), ..] ? $"{label}" : "", value));
}
