using System.Diagnostics;
using System.Globalization;
using TmuxBuilder.Agent;
using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Standalone.CommandLine;
using TmuxBuilder.Testing;

namespace TmuxBuilder.Bench.Gateway;

/// <summary>
/// What the sandbox adds: to the start of the real CLI, and to a message for one that is there. Two hosts, one with and
/// one without it, in turn.
/// </summary>
internal static class SandboxBench
{
    private const int Starts = 15;
    private const int Messages = 100;
    private const string CliVariable = "AGENT_CLI";

    // A turn's end leaves work behind (the workspace is stored): a session is idle when that is done.
    private static readonly TimeSpan Rest = TimeSpan.FromMilliseconds(500);

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("sandbox");
        Environment.SetEnvironmentVariable("ANTHROPIC_API_KEY", "bench-key");
        await using var model = await ModelStub.StartAsync(cancellationToken);
        model.Default = Scenario.Says("Done.");
        await using var inside = await HostAsync("required", model, folders, cancellationToken);
        await using var outside = await HostAsync("off", model, folders, cancellationToken);
        var (started, entered) = (new Pair(), new Pair());
        SessionId within = default!, without = default!;
        for (var round = 0; round < Starts; round++)
        {
            within = await inside.SessionAsync(null, cancellationToken);
            without = await outside.SessionAsync(null, cancellationToken);
            await started.AddAsync(
                round,
                () => StartAsync(inside, within, cancellationToken),
                () => StartAsync(outside, without, cancellationToken));
        }

        for (var round = 0; round < Messages; round++)
        {
            await entered.AddAsync(
                round,
                () => SendAsync(inside, within, cancellationToken),
                () => SendAsync(outside, without, cancellationToken));
        }

        report.Add("start of the CLI without a sandbox, p50", "ms", started.Free.Median);
        report.Add("the sandbox adds to it, p50", "ms", started.Added.Median, 60);
        report.Add("message to Enter without a sandbox, p50", "ms", entered.Free.Median);
        report.Add("the sandbox adds to it, p50", "ms", entered.Added.Median, 1);
    }

    private static async Task<AgentHost> HostAsync(
        string sandbox, ModelStub model, Folders folders, CancellationToken cancellationToken)
    {
        var host = await AgentHost.BuildAsync(
            folders.New($"sandbox-{sandbox}"),
            "claude",
            cancellationToken,
            (Setting.Sandbox, sandbox),

            // No start is to wait for the end of another agent.
            (Setting.Agents, (Starts + 1).ToString(CultureInfo.InvariantCulture)),
            (Setting.ClaudeCli, Environment.GetEnvironmentVariable(CliVariable)
                ?? throw new InvalidOperationException(
                    $"{CliVariable} does not say where the agent CLI is; bench/run sets it.")),
            (Setting.ModelUrl, model.BaseAddress.ToString()));
        await host.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>From a session's first message until its agent takes input.</summary>
    private static async Task<TimeSpan> StartAsync(
        AgentHost host, SessionId session, CancellationToken cancellationToken)
    {
        await Task.Delay(Rest, TimeProvider.System, cancellationToken);
        await host.ChatAsync(session, "Work", cancellationToken);
        var (begun, (at, _)) = (host.Stamps.Received, await host.Stamps.UntilAsync<Stamps.Started>(cancellationToken));
        await DoneAsync(host, cancellationToken);
        return Stopwatch.GetElapsedTime(begun, at);
    }

    private static async Task<TimeSpan> SendAsync(
        AgentHost host, SessionId session, CancellationToken cancellationToken)
    {
        await Task.Delay(Rest, TimeProvider.System, cancellationToken);
        await host.ChatAsync(session, "Make the headline blue, please.", cancellationToken);
        var (begun, (at, _)) = (
            host.Stamps.Received, await host.Stamps.UntilAsync<AgentSignal.Typed>(cancellationToken));
        await DoneAsync(host, cancellationToken);
        return Stopwatch.GetElapsedTime(begun, at);
    }

    private static async Task DoneAsync(AgentHost host, CancellationToken cancellationToken) =>
        await host.Stamps.UntilAsync<AgentSignal.Stopped>(cancellationToken);

    private sealed class Pair
    {
        public Samples Free { get; } = new();

        /// <summary>What the sandbox added, pair by pair: what slows this machine for a while slows both.</summary>
        public Samples Added { get; } = new();

        /// <summary>Takes both, the one first in one round and the other in the next.</summary>
        public async Task AddAsync(int round, Func<Task<TimeSpan>> confined, Func<Task<TimeSpan>> free)
        {
            var isConfinedFirst = round % 2 == 0;
            var first = await (isConfinedFirst ? confined : free)();
            var second = await (isConfinedFirst ? free : confined)();
            var (inside, outside) = isConfinedFirst ? (first, second) : (second, first);
            Free.Add(outside);
            Added.Add(inside - outside);
        }
    }
}
