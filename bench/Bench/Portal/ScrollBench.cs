using Microsoft.Playwright;
using TmuxBuilder.Bench.Api;
using TmuxBuilder.Bench.Measuring;

namespace TmuxBuilder.Bench.Portal;

/// <summary>
/// Scrolling a long chat and a long log, a step every frame; beside it the same steps over a plain page of as many lines,
/// which tells what this machine's browser, painting without a graphics card, can do at all.
/// </summary>
internal static class ScrollBench
{
    private const int Rounds = 5;
    private const int Lines = 5000;
    private const int Events = 500;
    private const int Frames = 300;
    private const int Step = 60;

    // How much worse than the plain page is noise, in percent of the frames.
    private const double Noise = 1;

    /// <summary>
    /// Steps to and fro; gives the percentage of frames that took more than one and a half of what the screen shows.
    /// </summary>
    private const string Scroll =
        """
        ([selector, frames, step]) => new Promise((done) => {
          const list = document.querySelector(selector);
          let last = 0, late = 0, count = 0, direction = -1, longest = 0;
          list.scrollTop = list.scrollHeight / 2;
          const frame = (now) => {
            if (last > 0) {
              count++;
              longest = Math.max(longest, now - last);
              if (now - last > 25) late++;
            }
            last = now;
            if (count >= frames) return done([late / count * 100, longest]);
            if (list.scrollTop <= 700) direction = 1;
            if (list.scrollTop >= list.scrollHeight - list.clientHeight - 100) direction = -1;
            list.scrollTop += direction * step;
            requestAnimationFrame(frame);
          };
          requestAnimationFrame(frame);
        })
        """;

    public static async Task RunAsync(Report report, Folders folders, CancellationToken cancellationToken)
    {
        Console.WriteLine("scroll");
        var folder = folders.New("portal-scroll");
        var session = (await Seed.SessionsAsync(folder, 1, cancellationToken))[0];
        await Seed.ChatAsync(folder, session, Lines, cancellationToken);
        await Seed.EventsAsync(folder, session, Events, cancellationToken);
        await using var host = await HostUnderTest.StartAsync(folder, cancellationToken);
        await using var browser = await PortalBrowser.StartAsync();
        var portal = await browser.OpenAsync("");
        await portal.GotoAsync(new Uri(host.Http.BaseAddress!, $"/client?guid={session.Value}").AbsoluteUri);
        await portal.GetByText($"event {Events - 1} ").First.WaitForAsync();
        await ReadAllAsync(portal, cancellationToken);
        var plain = await browser.OpenAsync("");
        await plain.SetContentAsync(PlainPage());

        Samples[] shares = [new(), new(), new()];
        Samples[] longest = [new(), new(), new()];
        (IPage Page, string List)[] lists =
            [(portal, "[aria-label=Messages]"), (portal, "[aria-label=Events]"), (plain, "#list")];
        for (var round = 0; round < Rounds; round++)
        {
            for (var at = 0; at < lists.Length; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                await lists[at].Page.BringToFrontAsync();
                var seen = await lists[at].Page.EvaluateAsync<double[]>(
                    Scroll, new object[] { lists[at].List, Frames, Step });

                // A percentage, kept in samples of time.
                shares[at].Add(TimeSpan.FromMilliseconds(seen[0]));
                longest[at].Add(TimeSpan.FromMilliseconds(seen[1]));
            }
        }

        var could = shares[2].Median;
        report.Add($"late frames, chat of {Lines} lines", "%", shares[0].Median, could + Noise, could);
        report.Add($"late frames, log of {Events} events", "%", shares[1].Median, could + Noise, could);
        report.Add($"late frames, plain page of {Lines} lines", "%", could);
        report.Add("longest frame, chat", "ms", longest[0].Median, baseline: longest[2].Median);
        report.Add("longest frame, log", "ms", longest[1].Median, baseline: longest[2].Median);
    }

    /// <summary>Scrolls up until the first line is there.</summary>
    private static async Task ReadAllAsync(IPage page, CancellationToken cancellationToken)
    {
        const string Top =
            """
            () => {
              const list = document.querySelector('[aria-label=Messages]');
              list.scrollTop = list.scrollTop > 0 ? 0 : 1;
              return Number(list.querySelector('[aria-setsize]').getAttribute('aria-setsize'));
            }
            """;

        // A line says which day it is.
        while (await page.EvaluateAsync<int>(Top) <= Lines)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }
    }

    private static string PlainPage() =>
        $"""
        <style>#list {"{"} height: 800px; overflow-y: auto {"}"} p {"{"} margin: 0 0 1rem; padding: 1rem {"}"}</style>
        <div id=list>{string.Concat(Enumerable.Range(0, Lines).Select(line => $"<p>{Seed.TextOf(line)}</p>"))}</div>
        """;
}
