using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Lambda;

/// <summary>
/// What the Lambda host costs, on a sample function. Held against a peer's bootstrap, interleaved, when
/// <c>LAMBDA_PEER</c> names one; else against what AWS's own hosting was seen to cost.
/// </summary>
internal static class LambdaBench
{
    private const int Rounds = 9;

    public static Suite Suite { get; } = new("lambda", ("host", RunAsync), ("api", ApiFunctionBench.RunAsync));

    private static Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("host");
        var own = new Readings(Environment.GetEnvironmentVariable("LAMBDA_SAMPLE")
            ?? throw new InvalidOperationException("LAMBDA_SAMPLE names no bootstrap; bench/run builds one."));
        var peer = Environment.GetEnvironmentVariable("LAMBDA_PEER") is { Length: > 0 } file
            ? new Readings(file)
            : null;
        var (usual, large) = (LambdaEvents.Usual(), LambdaEvents.Large());
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            own.Round(usual, large);
            peer?.Round(usual, large);
        }

        Add("start to first answer, median", "ms", 28.7, 3.5, readings => readings.Cold.Median);
        Add("warm round trip, 4 KB event, p50", "µs", 121, 3, readings => readings.Warm.Median * 1000);
        Add("warm round trip, 4 KB event, p99", "µs", null, null, readings => readings.Warm.Quantile(0.99) * 1000);
        Add("processor time of a warm call", "µs", 153, 3.6, readings => readings.Processor.Median * 1000);
        Add("body of 1 MB in base64, p50", "ms", 5.95, 6.5, readings => readings.Large.Median);
        Add("memory after the first call", "MB", 27.6, 2.8, readings => readings.Memory);
        report.Add("bootstrap file", "MB", own.FileMegabytes, 5.6, peer?.FileMegabytes ?? 17.3);
        return Task.CompletedTask;

        void Add(string metric, string unit, double? published, double? times, Func<Readings, double> read)
        {
            var baseline = peer is null ? published : read(peer);
            report.Add(metric, unit, read(own), baseline / times, baseline);
        }
    }
}
