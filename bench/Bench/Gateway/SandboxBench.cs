using System.Diagnostics;
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
    private const int Messages = 60;
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
            (within, var confined) = await StartAsync(inside, cancellationToken);
            (without, var free) = await StartAsync(outside, cancellationToken);
            started.Add(confined, free);
        }

        for (var round = 0; round < Messages; round++)
        {
            entered.Add(
                await SendAsync(inside, within, cancellationToken),
                await SendAsync(outside, without, cancellationToken));
        }

        report.Add("start of the CLI without a sandbox, p50", "ms", started.Free.Median);
        report.Add("the sandbox adds to it, p50", "ms", started.Confined.Median - started.Free.Median, 60);
        report.Add("message to Enter without a sandbox, p50", "ms", entered.Free.Median);
        report.Add("the sandbox adds to it, p50", "ms", entered.Confined.Median - entered.Free.Median, 1);
    }

    private static async Task<AgentHost> HostAsync(
        string sandbox, ModelStub model, Folders folders, CancellationToken cancellationToken)
    {
        var host = await AgentHost.BuildAsync(
            folders.New($"sandbox-{sandbox}"),
            "claude",
            cancellationToken,
            (Setting.Sandbox, sandbox),
            (Setting.ClaudeCli, Environment.GetEnvironmentVariable(CliVariable)
                ?? throw new InvalidOperationException(
                    $"{CliVariable} does not say where the agent CLI is; bench/run sets it.")),
            (Setting.ModelUrl, model.BaseAddress.ToString()));
        await host.StartAsync(cancellationToken);
        return host;
    }

    /// <summary>From a session's first message until its agent takes input.</summary>
    private static async Task<(SessionId Session, TimeSpan Took)> StartAsync(
        AgentHost host, CancellationToken cancellationToken)
    {
        var session = await host.SessionAsync(null, cancellationToken);
        await host.ChatAsync(session, "Work", cancellationToken);
        var (begun, (at, _)) = (host.Stamps.Received, await host.Stamps.UntilAsync<Stamps.Started>(cancellationToken));
        await DoneAsync(host, cancellationToken);
        return (session, Stopwatch.GetElapsedTime(begun, at));
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
        public Samples Confined { get; } = new();

        public Samples Free { get; } = new();

        public void Add(TimeSpan confined, TimeSpan free)
        {
            Confined.Add(confined);
            Free.Add(free);
        }
    }
}
