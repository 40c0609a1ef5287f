using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>
/// What the Lambda host costs, on a sample function. Held against a peer's bootstrap, interleaved, when
/// <c>LAMBDA_PEER</c> names one; else against what AWS's own hosting was seen to cost. In the same rounds runs the
/// floor: a function without ASP.NET that reads no event, so that shares of it compare on any machine.
/// </summary>
internal static class LambdaBench
{
    private const int Rounds = 9;

    // What a prototype took of what the machine it was seen on gave without ASP.NET: 40 and 41 µs of 26.
    private const double WarmShare = 1.54;
    private const double ProcessorShare = 1.58;

    public static Suite Suite { get; } = new("lambda", ("host", RunAsync), ("api", ApiFunctionBench.RunAsync));

    private static Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("host");
        var own = new Readings(FunctionUnderTest.Named("LAMBDA_SAMPLE"));
        var floor = new Readings(FunctionUnderTest.Named("LAMBDA_FLOOR"));
        var peer = Environment.GetEnvironmentVariable("LAMBDA_PEER") is { Length: > 0 } file
            ? new Readings(file)
            : null;
        var (usual, large) = (LambdaEvents.Usual(), LambdaEvents.Large());
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            own.Round(usual, large);
            floor.Round(usual, large);
            peer?.Round(usual, large);
        }

        Add("start to first answer, median", "ms", 28.7, 3.5, readings => readings.Cold.Median);
        Add("warm round trip, 4 KB event, p50", "µs", 121, 3, readings => readings.Warm.Median * 1000);
        Add("warm round trip, 4 KB event, p99", "µs", null, null, readings => readings.Warm.Quantile(0.99) * 1000);
        Add("processor time of a warm call", "µs", 153, 3.6, readings => readings.Processor.Median * 1000);
        Add("body of 1 MB in base64, p50", "ms", 5.95, 6.5, readings => readings.Large.Median);
        Add("memory after the first call", "MB", 27.6, 2.8, readings => readings.Memory);
        report.Add("bootstrap file", "MB", own.FileMegabytes, 5.6, peer?.FileMegabytes ?? 17.3);
        report.Add("floor: start to first answer, median", "ms", floor.Cold.Median);
        report.Add("floor: warm round trip, 4 KB event, p50", "µs", floor.Warm.Median * 1000);
        report.Add("floor: processor time of a warm call", "µs", floor.Processor.Median * 1000);
        report.Add("floor: memory after the first call", "MB", floor.Memory);
        report.Add("warm round trip, of the floor's", "times", own.Warm.Median / floor.Warm.Median, WarmShare);
        report.Add(
            "processor time, of the floor's", "times", own.Processor.Median / floor.Processor.Median, ProcessorShare);
        return Task.CompletedTask;

        void Add(string metric, string unit, double? published, double? times, Func<Readings, double> read)
        {
            var baseline = peer is null ? published : read(peer);
            report.Add(metric, unit, read(own), baseline / times, baseline);
        }
    }
}
