using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using TmuxBuilder.Bench.Measuring;
using TmuxBuilder.Checks;
using TmuxBuilder.Core.Sessions;

namespace TmuxBuilder.Bench.Sites;

/// <summary>
/// A check of a site of five pages, from the request to its report: the browser starts anew each time.
/// </summary>
internal static class CheckBench
{
    private const int Rounds = 5;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("check");
        var folder = folders.New("check-site");
        FivePages.Write(folder);
        await using var services = new ServiceCollection()
            .AddLogging()
            .AddSiteChecks(new CheckOptions())
            .BuildServiceProvider();
        var checks = services.GetRequiredService<ISiteChecks>();
        var request = new CheckRequest(
            SessionId.New("bench@example.com", TimeProvider.System),
            new CheckTarget.Folder(folder, "bench.localhost", []),
            Progress: null);
        var times = new Samples();
        for (var round = 0; round < Rounds; round++)
        {
            var start = Stopwatch.GetTimestamp();
            var outcome = await checks.CheckAsync(request, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(start));
            if (outcome is not CheckOutcome.Checked { Report: { Passed: true, Pages.Count: FivePages.Count } })
            {
                throw new InvalidOperationException($"The check came to {outcome}: not what is measured.");
            }
        }

        report.Add("check of a site of 5 pages, median", "ms", times.Median, 15_000);
        report.Add("check of a site of 5 pages, slowest", "ms", times.Quantile(1));
    }
}
