using System.Diagnostics;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Api;

/// <summary>A page of a long chat; an admin's list page with few and with very many sessions.</summary>
internal static class ReadBench
{
    private const int Rounds = 400;
    private const int WarmUp = 100;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("reads");
        var (few, many) = (folders.New("list-100"), folders.New("list-100000"));
        var session = (await Seed.SessionsAsync(few, 100, cancellationToken))[0];
        await Seed.ChatAsync(few, session, 10_000, cancellationToken);
        await Seed.SessionsAsync(many, 100_000, cancellationToken);
        await using var fewHost = await HostUnderTest.StartAsync(few, cancellationToken);
        await using var manyHost = await HostUnderTest.StartAsync(many, cancellationToken);

        var (history, fewList, manyList) = (new Samples(), new Samples(), new Samples());
        for (var round = -WarmUp; round < Rounds; round++)
        {
            var measured = round >= 0;
            await GetAsync(fewHost, $"/api/history?guid={session.Value}&limit=50", measured ? history : null);
            await ListAsync(fewHost, measured ? fewList : null);
            await ListAsync(manyHost, measured ? manyList : null);
        }

        report.Add("history page of 50 of 10,000, p50", "ms", history.Median, 3);
        report.Add("admin list page, 100 sessions, p50", "ms", fewList.Median, baseline: 18);
        report.Add(
            "admin list page, 100,000 sessions, p50", "ms", manyList.Median, fewList.Median * 1.2, fewList.Median);

        // A process that was just called is faster than one that was not, whatever it stores: each is called once
        // before.
        async Task ListAsync(HostUnderTest host, Samples? times)
        {
            await GetAsync(host, "/api/admin/sessions?limit=50", null);
            await GetAsync(host, "/api/admin/sessions?limit=50", times);
        }

        async Task GetAsync(HostUnderTest host, string path, Samples? times)
        {
            var start = Stopwatch.GetTimestamp();
            var body = await host.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), cancellationToken);
            if (body.Length < 5000)
            {
                throw new InvalidOperationException(
                    $"{path} answered only {body.Length} bytes: not the page that is measured.");
            }

            times?.Add(Stopwatch.GetElapsedTime(start));
        }
    }
}
