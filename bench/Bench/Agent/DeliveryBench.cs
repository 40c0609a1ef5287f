using System.Diagnostics;
using TmuxBuilder.Agent;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Bench.Agent;

/// <summary>
/// A client's message to a warm session: to Enter, to acceptance; with the real CLI and with an agent that costs
/// nothing.
/// </summary>
internal static class DeliveryBench
{
    private const int Rounds = 7;
    private const int PerRound = 15;
    private const int WarmUp = 3;

    // A turn's end leaves work behind (the workspace is stored): a session is idle when that is done.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    private const string CliVariable = "AGENT_CLI";
    private const string ModelKeyVariable = "ANTHROPIC_API_KEY";
    private const double FastestPeer = 100;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("delivery");
        Environment.SetEnvironmentVariable(ModelKeyVariable, "bench-key");
        await using var model = await ModelStub.StartAsync(cancellationToken);
        model.Default = Scenario.Says("Done.");
        var echo = EchoAgent.Write(folders.New("echo-agent"));
        await using var real = await AgentHost.BuildAsync(
            folders.New("real"),
            "claude",
            cancellationToken,
            (Setting.ClaudeCli, Environment.GetEnvironmentVariable(CliVariable)
                ?? throw new InvalidOperationException(
                    $"{CliVariable} does not say where the agent CLI is; bench/run sets it.")),
            (Setting.ModelUrl, model.BaseAddress.ToString()));
        await using var own = await AgentHost.BuildAsync(folders.New("own"), echo, cancellationToken);
        await real.StartAsync(cancellationToken);
        await own.StartAsync(cancellationToken);
        await using var realSide = await SideAsync(real, cancellationToken);
        await using var ownSide = await SideAsync(own, cancellationToken);

        for (var round = 0; round < Rounds; round++)
        {
            await realSide.SendAsync(PerRound, cancellationToken);
            await ownSide.SendAsync(PerRound, cancellationToken);
        }

        report.Add("message to Enter, real CLI, p50", "ms", realSide.Entered.Median, 40, FastestPeer);
        report.Add("message to Enter, real CLI, p99", "ms", realSide.Entered.Quantile(0.99), 200);
        report.Add("of it clear, type, see the CLI's echo, Enter, least", "ms", realSide.Typed.Quantile(0));
        report.Add("of it clear, type, see the CLI's echo, Enter, p50", "ms", realSide.Typed.Median);
        report.Add("message to Enter, ours alone, p50", "ms", ownSide.Entered.Median, 5, realSide.Entered.Median);
        report.Add("message to Enter, ours alone, p99", "ms", ownSide.Entered.Quantile(0.99));
        report.Add("before it, the client's call until the message is received, p50", "ms", ownSide.Arrived.Median);
        report.Add("of ours, until the message is durable and answered, p50", "ms", ownSide.Answered.Median);
        report.Add("of ours, from there to the agent's delivery, p50", "ms", ownSide.HandedOver.Median);
        report.Add("of ours, clear, type, see the echo, Enter, p50", "ms", ownSide.Typed.Median);
        report.Add("message to accepted, real CLI, p50", "ms", realSide.Accepted.Median, 80);
        report.Add("message to accepted, real CLI, p99", "ms", realSide.Accepted.Quantile(0.99), 2000);
    }

    private static async Task<Side> SideAsync(AgentHost host, CancellationToken cancellationToken)
    {
        var session = await host.SessionAsync(null, cancellationToken);
        var side = new Side(host, session, await Reader.OpenAsync(host, session, cancellationToken));
        await side.SendAsync(WarmUp, cancellationToken);
        side.Forget();
        return side;
    }

    /// <summary>One host with a session that messages are sent to, one after the other.</summary>
    private sealed class Side(AgentHost host, SessionId session, Reader reader) : IAsyncDisposable
    {
        public Samples Entered { get; private set; } = new();

        public Samples Accepted { get; private set; } = new();

        /// <summary>From the client's call until the host has it.</summary>
        public Samples Arrived { get; private set; } = new();

        public Samples Answered { get; private set; } = new();

        public Samples HandedOver { get; private set; } = new();

        public Samples Typed { get; private set; } = new();

        public void Forget() => (Entered, Accepted, Arrived, Answered, HandedOver, Typed) =
            (new(), new(), new(), new(), new(), new());

        public async Task SendAsync(int count, CancellationToken cancellationToken)
        {
            for (var number = 0; number < count; number++)
            {
                await Task.Delay(Rest, TimeProvider.System, cancellationToken);
                var sent = Stopwatch.GetTimestamp();
                await host.ChatAsync(session, $"Message {number}: make the headline blue, please.", cancellationToken);
                var answered = Stopwatch.GetTimestamp();
                var start = host.Stamps.Received;
                Arrived.Add(Stopwatch.GetElapsedTime(sent, start));
                var (delivering, _) = await host.Stamps.UntilAsync<Stamps.Delivering>(cancellationToken);
                var (typed, _) = await host.Stamps.UntilAsync<AgentSignal.Typed>(cancellationToken);
                Answered.Add(Stopwatch.GetElapsedTime(start, answered));
                HandedOver.Add(Stopwatch.GetElapsedTime(answered, Math.Max(answered, delivering)));
                Typed.Add(Stopwatch.GetElapsedTime(delivering, typed));
                Entered.Add(Stopwatch.GetElapsedTime(start, typed));
                Accepted.Add(
                    Stopwatch.GetElapsedTime(
                        start, (await host.Stamps.UntilAsync<AgentSignal.Accepted>(cancellationToken)).At));
                await host.Stamps.UntilAsync<Stamps.Sent>(
                    cancellationToken, frame => frame.Text.Contains("\"type\":\"done\"", StringComparison.Ordinal));
            }
        }

        public ValueTask DisposeAsync() => reader.DisposeAsync();
    }
}
