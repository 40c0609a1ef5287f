using System.Net.Http.Headers;
using Microsoft.Playwright;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Portal;

/// <summary>The first visit of a dashboard, on a slow network and a slow machine.</summary>
internal static class LoadBench
{
    private const int Rounds = 7;
    private const int Lines = 40;
    private const int Events = 50;
    private const double Slower = 4;

    // Slow 4G: round trip in milliseconds, bits per second.
    private const double RoundTrip = 150;
    private const double Down = 1_600_000;
    private const double Up = 750_000;

    private const string Watch =
        """
        window.seen = { paint: 0, shift: 0, element: '' };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            window.seen.paint = entry.startTime;
            window.seen.element = (entry.element?.textContent ?? entry.url ?? '').trim().slice(0, 60);
          }
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        """;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("load");
        var folder = folders.New("portal-load");
        var session = (await Seed.SessionsAsync(folder, 1, cancellationToken))[0];
        await Seed.ChatAsync(folder, session, Lines, cancellationToken);
        await Seed.EventsAsync(folder, session, Events, cancellationToken);
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        await using var browser = await PortalBrowser.StartAsync();
        var address = new Uri(host.Http.BaseAddress!, $"/client?guid={session.Value}");

        Samples[] paints = [new(), new(), new()];
        var shifts = new Samples();
        var (files, element) = (new HashSet<string>(), "");
        for (var round = 0; round < Rounds; round++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var slow = await VisitAsync(browser, address, network: true, Slower, files);
            var quick = await VisitAsync(browser, address, network: true, 1, files);
            var near = await VisitAsync(browser, address, network: false, 1, files);
            paints[0].Add(TimeSpan.FromMilliseconds(slow.Paint));
            paints[1].Add(TimeSpan.FromMilliseconds(quick.Paint));
            paints[2].Add(TimeSpan.FromMilliseconds(near.Paint));

            // A share of the screen, kept in samples of time.
            shifts.Add(TimeSpan.FromMilliseconds(slow.Shift));
            element = slow.Element;
        }

        Console.WriteLine($"  the largest paint is \"{element}\"");
        report.Add("JavaScript on first load, gzip", "KB", await WeighAsync(host, files, "gzip"), 130);
        report.Add("JavaScript on first load, brotli", "KB", await WeighAsync(host, files, "br"));
        report.Add("largest paint, slow 4G, processor 4x slower", "ms", paints[0].Median, 1500, paints[2].Median);
        report.Add("largest paint, slow 4G", "ms", paints[1].Median, 1500, paints[2].Median);
        report.Add("largest paint, loopback", "ms", paints[2].Median);
        report.Add("layout shift, slow 4G, processor 4x slower, worst", "", shifts.Quantile(1), 0.05);
    }

    private static async Task<Seen> VisitAsync(
        PortalBrowser browser, Uri address, bool network, double slower, HashSet<string> files)
    {
        var page = await browser.OpenAsync(Watch);
        page.RequestFinished += (_, request) =>
        {
            if (request.ResourceType == "script")
            {
                files.Add(new Uri(request.Url).AbsolutePath);
            }
        };
        var devtools = await page.Context.NewCDPSessionAsync(page);
        if (network)
        {
            await devtools.SendAsync("Network.enable");
            await devtools.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
            {
                ["offline"] = false,
                ["latency"] = RoundTrip,
                ["downloadThroughput"] = Down / 8,
                ["uploadThroughput"] = Up / 8,
            });
        }

        await devtools.SendAsync(
            "Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = slower });
        await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        await page.GetByText($"Line {Lines - 1}:").First.WaitForAsync();
        await page.GetByText($"event {Events - 1} ").First.WaitForAsync();
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        var seen = await page.EvaluateAsync<Seen>("() => window.seen");
        await page.Context.CloseAsync();
        return seen;
    }

    private static async Task<double> WeighAsync(HostUnderTest host, IEnumerable<string> files, string encoding)
    {
        var bytes = 0L;
        foreach (var file in files)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, file);
            request.Headers.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
            using var answer = await host.Http.SendAsync(request);
            answer.EnsureSuccessStatusCode();
            bytes += (await answer.Content.ReadAsByteArrayAsync()).Length;
        }

        return bytes / 1024.0;
    }

    /// <summary>What the page saw of its own painting.</summary>
    private sealed class Seen
    {
        public double Paint { get; set; }

        public double Shift { get; set; }

        public string Element { get; set; } = "";
    }
}
