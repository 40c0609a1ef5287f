using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>Built host to ready, with nothing and with 1,000 sessions stored, in turns.</summary>
internal static class StartBench
{
    private const int Rounds = 7;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("start");
        var empty = folders.New("start-empty");
        var full = folders.New("start-full");
        await Seed.SessionsAsync(full, 1000, cancellationToken);
        var (emptyTimes, fullTimes) = (new Samples(), new Samples());
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (folder, times) in new[] { (empty, emptyTimes), (full, fullTimes) })
            {
                await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
                times.Add(host.Ready);
            }
        }

        report.Add("start to ready, empty", "ms", emptyTimes.Median, 1500);
        report.Add("start to ready, 1,000 sessions", "ms", fullTimes.Median, 1500, emptyTimes.Median);
    }
}
