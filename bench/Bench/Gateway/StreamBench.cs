using System.Globalization;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Gateway;

/// <summary>
/// Processor time of many streams at once, all in this process: with the gateway between and without; what it costs is
/// the difference.
/// </summary>
internal static class StreamBench
{
    private const int Streams = 50;
    private const int Rounds = 3;
    private static readonly TimeSpan Watch = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Settle = TimeSpan.FromSeconds(1);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("streams");
        await using var model = await PacedModel.StartAsync(cancellationToken);
        await using var gateway = new GatewayUnderTest(folders.New("gateway-streams"), model.BaseAddress);
        var direct = Enumerable.Range(0, Streams).Select(_ => GatewayUnderTest.Direct(model.BaseAddress)).ToList();
        var through = new List<HttpClient>();
        for (var n = 0; n < Streams; n++)
        {
            through.Add(await gateway.ConnectAsync(n, cancellationToken));
        }

        // The first of each is not counted: code is compiled then, connections are made.
        await UsedAsync(direct, cancellationToken);
        await UsedAsync(through, cancellationToken);
        var (alone, with) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            alone.Add(await UsedAsync(direct, cancellationToken));
            with.Add(await UsedAsync(through, cancellationToken));
        }

        var added = with.Median - alone.Median;
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"{Streams} streams, added by the gateway, of one processor"),
            "%",
            added,
            5);
        report.Add(
            string.Create(CultureInfo.InvariantCulture, $"{Streams} streams with callers and model, of one processor"),
            "%",
            with.Median,
            baseline: alone.Median);
        foreach (var client in direct.Concat(through))
        {
            client.Dispose();
        }
    }

    /// <summary>Per cent of one processor that this process uses while all clients listen to a stream.</summary>
    private static async Task<double> UsedAsync(IReadOnlyList<HttpClient> clients, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var listening = clients.Select(client => ListenAsync(client, enough.Token)).ToList();
        await Task.Delay(Settle, TimeProvider.System, cancellationToken);
        var used = await ProcessorTime.UsedAsync([Environment.ProcessId], Watch, cancellationToken);
        if (listening.Find(one => one.IsCompleted) is { } broken)
        {
            await broken;
            throw new InvalidOperationException("A stream ended before it was told to.");
        }

        await enough.CancelAsync();
        await Task.WhenAll(listening);
        return 100 * (used / Watch);
    }

    private static async Task ListenAsync(HttpClient client, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await GatewayUnderTest.AskAsync(client, cancellationToken);
            await using var body = await answer.Content.ReadAsStreamAsync(cancellationToken);
            await body.CopyToAsync(Stream.Null, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // Enough was listened to.
        }
    }
}
