using System.Diagnostics;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Bench.Gateway;

/// <summary>From a request to the first byte of its answer, through the gateway and from the model itself.</summary>
internal static class FirstByteBench
{
    private const int WarmUp = 200;
    private const int Calls = 2000;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("first byte");
        await using var model = await ModelStub.StartAsync(cancellationToken);
        model.Default = Scenario.Says("Hello.");
        await using var gateway = new GatewayUnderTest(folders.New("gateway-first"), model.BaseAddress);
        using var direct = GatewayUnderTest.Direct(model.BaseAddress);
        using var through = await gateway.ConnectAsync(0, cancellationToken);
        var (alone, with) = (new Samples(), new Samples());
        for (var n = 0; n < WarmUp + Calls; n++)
        {
            // One after the other in turn, so that whatever else the machine does meets both.
            var (one, other) = (
                await FirstByteAsync(direct, cancellationToken), await FirstByteAsync(through, cancellationToken));
            if (n >= WarmUp)
            {
                alone.Add(one);
                with.Add(other);
            }
        }

        report.Add("first byte added by the gateway, p50", "ms", with.Median - alone.Median, 2);
        report.Add("first byte through the gateway, p50", "ms", with.Median, baseline: alone.Median);
        report.Add(
            "first byte through the gateway, p99", "ms", with.Quantile(0.99), baseline: alone.Quantile(0.99));
    }

    private static async Task<TimeSpan> FirstByteAsync(HttpClient client, CancellationToken cancellationToken)
    {
        var began = Stopwatch.GetTimestamp();
        using var answer = await GatewayUnderTest.AskAsync(client, cancellationToken);
        await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        var first = new byte[1];
        await body.ReadExactlyAsync(first, cancellationToken);
        var took = Stopwatch.GetElapsedTime(began);
        await body.CopyToAsync(Stream.Null, cancellationToken);
        return took;
    }
}
