using System.Diagnostics;
using System.Security.Cryptography;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Builder.Checkpoints;
using TmuxBuilder.Core.Leases;
using TmuxBuilder.Core.Ports;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Agent;

/// <summary>A workspace of 50 MB in 500 files: stored, stored again unchanged, lost and restored.</summary>
internal static class CheckpointBench
{
    private const int Rounds = 7;
    private const int Files = 500;
    private const int FileBytes = 100 * 1024;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("checkpoints");
        var folder = folders.New("checkpoints");
        var session = (await Seed.SessionsAsync(folder, 1, cancellationToken))[0];
        await using var host = await AgentHost.BuildAsync(folder, "demo", cancellationToken);
        var checkpoints = host.Services.GetRequiredService<SessionCheckpoints>();
        var lease = await OwnAsync(host, session, cancellationToken);
        await FillAsync(host.Folders.Create(session), cancellationToken);
        var start = Stopwatch.GetTimestamp();
        Expect(CheckpointOutcome.Saved, (await checkpoints.SaveAsync(lease, forget: false, cancellationToken)).Outcome);
        var first = Stopwatch.GetElapsedTime(start);

        var (unchanged, restored) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            start = Stopwatch.GetTimestamp();
            Expect(
                CheckpointOutcome.Unchanged,
                (await checkpoints.SaveAsync(lease, forget: false, cancellationToken)).Outcome);
            unchanged.Add(Stopwatch.GetElapsedTime(start));

            host.Folders.Remove(session);
            start = Stopwatch.GetTimestamp();
            Expect(
                RestoreOutcome.Restored,
                await checkpoints.RestoreAsync(lease, _ => Task.CompletedTask, cancellationToken));
            restored.Add(Stopwatch.GetElapsedTime(start));

            // What was just restored is looked at once more before it is known to be what is stored.
            await checkpoints.SaveAsync(lease, forget: false, cancellationToken);
        }

        report.Add("first checkpoint of 50 MB in 500 files", "ms", first.TotalMilliseconds);
        report.Add("unchanged checkpoint of 50 MB, median", "ms", unchanged.Median, 100, first.TotalMilliseconds);
        report.Add("restore of 50 MB, median", "ms", restored.Median, 2000);
    }

    private static async Task<LeaseToken> OwnAsync(
        AgentHost host, SessionId session, CancellationToken cancellationToken)
    {
        var (leases, worker) = (host.Services.GetRequiredService<ILeaseStore>(), WorkerId.Parse("bench"));
        var now = host.Services.GetRequiredService<TimeProvider>().GetUtcNow();
        await leases.RegisterAsync(new WorkerRecord(worker, 0, 1, Draining: false, now), cancellationToken);
        return await leases.AcquireAsync(session, worker, cancellationToken)
            ?? throw new InvalidOperationException("No lease.");
    }

    /// <summary>Half of each file packs well, as text does, and half not at all, as pictures.</summary>
    private static async Task FillAsync(string folder, CancellationToken cancellationToken)
    {
        for (var number = 0; number < Files; number++)
        {
            var bytes = new byte[FileBytes];
            RandomNumberGenerator.Fill(bytes.AsSpan(FileBytes / 2));
            var path = Path.Combine(folder, "code", $"part-{number % 20}", $"file-{number}.bin");
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await File.WriteAllBytesAsync(path, bytes, cancellationToken);
        }
    }

    private static void Expect<T>(T expected, T found)
        where T : struct
    {
        if (!expected.Equals(found))
        {
            throw new InvalidOperationException($"It was {found}, not {expected}: not what is measured.");
        }
    }
}
