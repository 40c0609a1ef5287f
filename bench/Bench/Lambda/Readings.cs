using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>All that was measured of one bootstrap, in milliseconds and megabytes.</summary>
internal sealed class Readings(string bootstrap)
{
    public Samples Cold { get; } = new();

    public Samples Warm { get; } = new();

    public Samples Processor { get; } = new();

    public Samples Large { get; } = new();

    public List<double> Megabytes { get; } = [];

    public double FileMegabytes => new FileInfo(bootstrap).Length / 1e6;

    public double Memory => Megabytes.Order().ElementAt(Megabytes.Count / 2);

    /// <summary>One round: a process from its start to its end.</summary>
    public void Round(byte[] usual, byte[] large)
    {
        const int WarmUp = 500;
        const int Calls = 2_000;
        const int LargeCalls = 20;

        using var function = new FunctionUnderTest(bootstrap);
        Cold.Add(function.AnswerFirst(usual));
        _ = function.Used();
        Megabytes.Add(function.ResidentMegabytes);
        for (var call = 0; call < WarmUp; call++)
        {
            function.Answer(usual);
        }

        var before = function.Used();
        for (var call = 0; call < Calls; call++)
        {
            Warm.Add(function.Answer(usual));
        }

        Processor.Add((function.Used() - before) / Calls);
        for (var call = 0; call < LargeCalls; call++)
        {
            Large.Add(function.Answer(large));
        }
    }
}
