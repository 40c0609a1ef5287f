using System.Text.Json;
using Microsoft.Playwright;

namespace TmuxBuilder.Bench.Portal;

/// <summary>One visit of somebody who was never here, as the page saw its own painting.</summary>
internal sealed record Visit
{
    private const string Watch =
        """
        window.seen = { paint: 0, shift: 0, element: '', tasks: [] };
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) {
            window.seen.paint = entry.startTime;
            window.seen.element = (entry.element?.textContent ?? entry.url ?? '').trim().slice(0, 60);
          }
        }).observe({ type: 'largest-contentful-paint', buffered: true });
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.seen.shift += entry.value;
        }).observe({ type: 'layout-shift', buffered: true });
        new PerformanceObserver((list) => {
          for (const { startTime, duration } of list.getEntries()) window.seen.tasks.push([startTime, duration]);
        }).observe({ type: 'longtask', buffered: true });
        """;

    private const string Shows =
        """
        (texts) => new Promise((done) => {
          const look = () => {
            const shown = document.body?.textContent ?? '';
            if (texts.every((text) => shown.includes(text))) done();
            else setTimeout(look, 100);
          };
          look();
        })
        """;

    private const string Seen =
        """
        () => {
          const { paint, shift, element, tasks } = window.seen;
          const files = performance.getEntriesByType('resource').filter(({ name }) => /[/]assets[/]/.test(name));
          return {
            paint, shift, element,
            fetched: Math.max(0, ...files.map(({ responseEnd }) => responseEnd).filter((at) => at < paint)),
            busy: tasks.filter(([start]) => start < paint).reduce((sum, [, duration]) => sum + duration, 0),
            files: [...new Set(files.map(({ name }) => new URL(name).pathname))],
          };
        }
        """;

    /// <summary>When the largest element was painted (LCP), in milliseconds.</summary>
    public required double Paint { get; init; }

    /// <summary>The sum of all layout shifts without input.</summary>
    public required double Shift { get; init; }

    /// <summary>What was the largest.</summary>
    public required string Element { get; init; }

    /// <summary>When the last file of the portal was there that came before <see cref="Paint"/>.</summary>
    public required double Fetched { get; init; }

    /// <summary>The time of tasks of over 50 ms that began before <see cref="Paint"/>.</summary>
    public required double Busy { get; init; }

    /// <summary>The paths of the portal's files that were fetched.</summary>
    public required string[] Files { get; init; }

    /// <summary>Opens a page and waits for what it shows, and until it asks for nothing more.</summary>
    public static async Task<Visit> MakeAsync(
        PortalBrowser browser,
        Uri address,
        IEnumerable<string> shown,
        Profile profile,
        CancellationToken cancellationToken)
    {
        var page = await browser.OpenAsync(Watch);
        var devtools = await page.Context.NewCDPSessionAsync(page);
        if (profile.Network is { } network)
        {
            await devtools.SendAsync("Network.enable");
            await devtools.SendAsync("Network.emulateNetworkConditions", network);
        }

        await devtools.SendAsync(
            "Emulation.setCPUThrottlingRate", new Dictionary<string, object> { ["rate"] = profile.Slower });
        var tracing = profile.TraceFile is null ? null : await Trace.StartAsync(devtools);
        await page.GotoAsync(address.AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });

        // By the protocol alone: what locators bring into a page runs there, too, and takes long on a slow machine.
        await devtools.SendAsync("Runtime.evaluate", new Dictionary<string, object>
        {
            ["expression"] = $"({Shows})({JsonSerializer.Serialize(shown)})",
            ["awaitPromise"] = true,
        });
        await page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        if (tracing is not null)
        {
            await tracing.WriteAsync(profile.TraceFile!, cancellationToken);
        }

        var seen = await page.EvaluateAsync<Reading>(Seen);
        await page.Context.CloseAsync();
        return new Visit
        {
            Paint = seen.Paint,
            Shift = seen.Shift,
            Element = seen.Element,
            Fetched = seen.Fetched,
            Busy = seen.Busy,
            Files = seen.Files,
        };
    }

    /// <summary>As the browser's values are read.</summary>
    private sealed class Reading
    {
        public double Paint { get; set; }

        public double Shift { get; set; }

        public string Element { get; set; } = "";

        public double Fetched { get; set; }

        public double Busy { get; set; }

        public string[] Files { get; set; } = [];
    }
}
