using System.Diagnostics;
using TmuxBuilder.Bench.Agent;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Core.Sessions;
using TmuxBuilder.Core.Turns;

namespace TmuxBuilder.Bench.Fleet;

/// <summary>
/// What the end of a worker costs its sessions: until others have all of twenty at work when it is killed, and until
/// one that rests is free when it is told to end. Real workers with tmux, on the emulator.
/// </summary>
internal static class LossBench
{
    private const int Sessions = 20;
    private const int Kills = 3;
    private const int Leaves = 5;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("losses");
        await using var stage = await FleetStage.OpenAsync(cancellationToken);
        var number = 0;
        FleetWorker Start(string agent) =>
            new(stage.Settings, $"worker-{++number}", folders.New($"worker-{number}"), agent);

        var takeOvers = new Samples();
        var stays = EchoAgent.Write(folders.New("stays"), stays: true);
        for (var round = 0; round < Kills; round++)
        {
            takeOvers.Add(await KillAsync(stage, () => Start(stays), cancellationToken));
        }

        report.Add("20 sessions at work, killed to owned again, most", "s", takeOvers.Quantile(1) / 1_000, 25);

        var handOvers = new Samples();
        var echoes = EchoAgent.Write(folders.New("echoes"));
        for (var round = 0; round < Leaves; round++)
        {
            handOvers.Add(await LeaveAsync(stage, () => Start(echoes), cancellationToken));
        }

        report.Add("session at rest, told to end to free, p50", "ms", handOvers.Median, 1_000);
    }

    private static async Task<TimeSpan> KillAsync(
        FleetStage stage, Func<FleetWorker> start, CancellationToken cancellationToken)
    {
        var sessions = new List<SessionId>();
        var first = start();
        await using var loses = first;
        for (var index = 0; index < Sessions; index++)
        {
            sessions.Add(await stage.SessionAsync(cancellationToken));
            await stage.SayAsync(sessions[^1], cancellationToken);
        }

        await stage.UntilAsync(sessions, TurnState.Accepted, cancellationToken);
        await using var second = start();
        await stage.UntilThereAsync(second.Id, cancellationToken);
        var killed = Stopwatch.GetTimestamp();
        await first.DisposeAsync();
        await stage.UntilHeldAsync(second.Id, sessions, cancellationToken);
        return Stopwatch.GetElapsedTime(killed);
    }

    private static async Task<TimeSpan> LeaveAsync(
        FleetStage stage, Func<FleetWorker> start, CancellationToken cancellationToken)
    {
        await using var worker = start();
        var session = await stage.SessionAsync(cancellationToken);
        await stage.SayAsync(session, cancellationToken);
        await stage.UntilAsync([session], TurnState.Done, cancellationToken);
        await stage.UntilStoredAsync(session, cancellationToken);
        var told = Stopwatch.GetTimestamp();
        await worker.TerminateAsync(cancellationToken);
        await stage.UntilFreeAsync(session, cancellationToken);
        return Stopwatch.GetElapsedTime(told);
    }
}
